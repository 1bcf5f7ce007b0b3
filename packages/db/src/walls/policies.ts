// Who sees and writes which rows, whatever the program asks: the one source of every table's policies and grants.
//
//   permissions.ts (domain) --> what a role may, and how far --> app.may, app.reach --> these rules, in Postgres
//
// 1. What is not said here is for nobody: a table that is missing stays closed, and so does a kind of statement.
// 2. Postgres asks for `see` too, when rows are changed or removed, and for the new row when one is read back (RETURNING).
// 3. A rule that looks into another table sees there what that table's own `see` allows, so there is one rule per thing.
// 4. `@door` is before anybody is known, the office is in every `may`: words.ts.

import { ANYBODY, all, belongsTo, either, ME, MY_PHONE, may, OFFICE, type Rule, within } from "./words.ts";

/** Statements on a table: who may run them on which rows. Left out: nobody, and nothing is granted. */
export type TableWall = {
  readonly see?: Rule;
  readonly add?: Rule;
  /** `change` is what may be touched, `become` how it may be afterwards; the same unless said. */
  readonly change?: Rule;
  readonly become?: Rule;
  /** Which columns may be changed; every one unless said. */
  readonly columns?: readonly string[];
  readonly remove?: Rule;
};

const everything = (rule: Rule): TableWall => ({ see: rule, add: rule, change: rule, remove: rule });

/** What lies on the shop floor for whoever works there: everybody's role has it. */
const ON_THE_FLOOR = may("see-store");
const A_CLIENT = may("see-clients", "export-client", "erase-client");
const OF_MY_CLIENT = belongsTo("customer", "customer_id = wall.customer_id");
const OF_MY_ORDER = belongsTo("customer_order", "order_id = wall.order_id");
const OF_MY_PEOPLE = belongsTo("associate", "associate_id = wall.associate_id");
const TRIES_OF_MY_PEOPLE = all(may("end-sessions"), belongsTo("associate", "associate_id::text = split_part(wall.key, ':', 2)"));
const MINE = `wall.associate_id = ${ME}`;
const OF_MY_PHONE = `wall.device_id = ${MY_PHONE}`;

/** Feeds carry ids and versions; those of a store and of a person are for them. */
const IN_MY_FEEDS = either(
  OFFICE,
  all(ON_THE_FLOOR, "(wall.feed_id = 'network' or wall.feed_id like 'location:%' or wall.feed_id like 'associate:%')"),
  all("wall.feed_id like 'store:%'", within("substr(wall.feed_id, 7)")),
);

export const WALLS: Readonly<Record<string, TableWall>> = {
  // The shop: everybody who works there reads all of it, and booking promises units anywhere.
  style: { see: ON_THE_FLOOR, change: OFFICE, columns: ["version"] },
  variant: { see: ON_THE_FLOOR },
  incoming: { see: ON_THE_FLOOR },
  location: { see: may("see-store", "@door"), change: OFFICE, columns: ["version"] },
  stock_level: { see: ON_THE_FLOOR, change: may("book-order"), columns: ["reserved", "version"] },
  stock_movement: {
    see: OFFICE,
    add: either(OFFICE, all(may("book-order"), MINE, OF_MY_PHONE, "wall.kind = 'reserve'", "wall.on_hand_delta = 0")),
  },
  broadcast_part: everything(OFFICE),

  // Clients and what was booked for them: their own store's people.
  customer: {
    see: all(A_CLIENT, within("wall.home_location_id")),
    add: all(may("keep-clients"), within("wall.home_location_id")),
    change: all(may("keep-clients", "book-order", "erase-client"), within("wall.home_location_id")),
    remove: all(may("erase-client"), within("wall.home_location_id")),
  },
  customer_address: {
    see: OF_MY_CLIENT,
    add: all(may("keep-clients"), OF_MY_CLIENT),
    change: all(may("keep-clients", "erase-client"), OF_MY_CLIENT),
    remove: all(may("keep-clients", "erase-client"), OF_MY_CLIENT),
  },
  customer_note: {
    see: OF_MY_CLIENT,
    add: all(may("keep-clients"), OF_MY_CLIENT),
    change: all(may("keep-clients", "erase-client"), OF_MY_CLIENT),
    remove: all(may("keep-clients", "erase-client"), OF_MY_CLIENT),
  },
  customer_order: {
    see: all(A_CLIENT, within("wall.location_id")),
    add: either(OFFICE, all(may("book-order"), within("wall.location_id"), MINE, OF_MY_PHONE, OF_MY_CLIENT)),
    change: all(may("book-order", "erase-client"), within("wall.location_id")),
  },
  order_line: { see: OF_MY_ORDER, add: all(may("book-order"), OF_MY_ORDER), change: all(may("book-order"), OF_MY_ORDER) },
  reservation: { see: OF_MY_ORDER, add: all(may("book-order"), OF_MY_ORDER), change: all(may("book-order"), OF_MY_ORDER) },

  // Privacy: what is only ever added to is granted no other way.
  day_client: {
    see: either(MINE, all(may("keep-clients", "erase-client"), OF_MY_CLIENT)),
    add: all(may("see-clients", "keep-clients"), OF_MY_CLIENT),
    change: either(MINE, all(may("keep-clients", "erase-client"), OF_MY_CLIENT)),
    become: all(may("see-clients", "keep-clients"), OF_MY_CLIENT),
    remove: either(OFFICE, MINE, all(may("keep-clients", "erase-client"), OF_MY_CLIENT)),
  },
  access_log: {
    see: all(may("see-access-log"), within("wall.location_id")),
    add: either(OFFICE, all(MINE, within("wall.location_id"))),
  },
  consent_event: { see: OF_MY_CLIENT, add: all(may("keep-clients"), OF_MY_CLIENT) },
  erasure: { see: may("erase-client"), add: may("erase-client") },
  security_event: { see: all(may("see-access-log"), within("wall.location_id")), add: ANYBODY },

  // People, and how they prove who they are.
  associate: {
    see: either(MINE, all(may("see-people", "@door"), within("wall.location_id"))),
    add: all(may("manage-people"), within("wall.location_id"), mayGive("wall.role")),
    change: either(may("@door"), MINE, all(may("manage-people"), within("wall.location_id"))),
    // Nobody makes themselves more than they are, and no manager makes an administrator.
    become: either(
      may("@door"),
      all(MINE, "wall.role = current_setting('app.role', true)", "wall.location_id = current_setting('app.location_id', true)"),
      all(may("manage-people"), within("wall.location_id"), mayGive("wall.role")),
    ),
  },
  identity: ownProof(),
  passkey: ownProof(),
  one_time_link: ownProof(),
  pending_proof: everything(either(may("@door"), MINE, OF_MY_PHONE)),
  // Whoever may end somebody's sessions may let them try again.
  wrong_try: {
    see: either(may("@door"), TRIES_OF_MY_PEOPLE),
    add: may("@door"),
    change: may("@door"),
    remove: either(may("@door"), TRIES_OF_MY_PEOPLE),
  },
  session: {
    see: either(may("@door"), MINE, all(may("end-sessions"), OF_MY_PEOPLE)),
    add: either(may("@door"), all(MINE, OF_MY_PHONE)),
    change: either(may("@door"), all(MINE, OF_MY_PHONE)),
    remove: either(may("@door"), MINE, all(may("end-sessions"), OF_MY_PEOPLE)),
  },

  // Phones, and what they sent.
  device: {
    see: either(OF_MY_PHONE, all(may("@door", "see-phones"), within("wall.location_id"))),
    add: may("@door"),
    change: either(OF_MY_PHONE, all(may("@door", "add-phone", "revoke-phone"), within("wall.location_id"))),
  },
  phone_code: {
    see: all(may("@door", "add-phone"), within("wall.location_id")),
    add: all(may("add-phone"), within("wall.location_id")),
    change: may("@door"),
    remove: all(may("@door", "add-phone"), within("wall.location_id")),
  },
  phone_deposit: {
    see: either(may("@door"), all(may("take-in-actions"), belongsTo("device", "device_id = wall.device_id"))),
    add: either(may("@door"), OF_MY_PHONE),
    change: all(may("take-in-actions"), belongsTo("device", "device_id = wall.device_id")),
  },
  command_outcome: { see: either(OFFICE, OF_MY_PHONE), add: either(OFFICE, OF_MY_PHONE), remove: OFFICE },
  command_fault: { see: ANYBODY, add: ANYBODY, change: ANYBODY, remove: OFFICE },

  // What phones read forward.
  feed: { see: ANYBODY, add: ANYBODY, change: ANYBODY },
  tombstone: everything(IN_MY_FEEDS),
  database_life: { see: ANYBODY, add: OFFICE, change: OFFICE },

  // Which migrations were applied is the owner's alone.
  migration: {},
};

/** Seen and kept by the person themselves, by whoever looks after the store's people, and by the door. */
function ownProof(): TableWall {
  return everything(either(may("@door"), MINE, all(may("manage-people"), OF_MY_PEOPLE)));
}

/** Administrators come from administrators, and regional managers from those of their own kind. */
function mayGive(role: string): Rule {
  const own = "current_setting('app.role', true)";
  return either(OFFICE, `${role} in ('associate', 'lead', 'manager')`, `${own} = 'admin'`, `${role} = ${own}`);
}

/** Sequences that head office counts with. */
export const COUNTED_WITH = ["order_number"];
