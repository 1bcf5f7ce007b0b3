// Associates who move between stores, clients who come into people's days and leave them, one in several at once, and a phone
// of those people that reads while they do.
//
//   write, write, ... | ask (a reply is read in its snapshot, and kept) | a kept reply arrives, in any order | a feed is
//   taken from the phone or given back
//
// At the end the phone reads everything once more, and its rows are held against Postgres.

import {
  associateFeed,
  type Changes,
  createChanges,
  type OwnersDatabase,
  recordChanges,
  storeFeed,
  type Tx,
  withTx,
} from "@aisle/db";
import type { SeededRandom } from "@aisle/domain/testing";
import type { OkReply } from "@aisle/protocol";
import { newId, pull } from "@aisle/server/testing";
import { createMemoryStorage, type Stand } from "@aisle/sync";

const STORES = ["airport", "downtown", "harbour"];
const EPOCH = "one life";
/** Small, so that a feed often takes several answers. */
const ROOM = 3;

type Person = { readonly id: string; at: string };
/** A client, and whose days they are in. */
type Client = { readonly id: string; readonly days: Set<string> };
type Kept = { readonly stand: Stand; readonly reply: OkReply };

export type Wandering = {
  /** Rows the phone holds and should not, or lacks, or holds otherwise. */
  readonly differences: readonly string[];
  readonly repliesLeft: number;
};

export async function wander(database: OwnersDatabase, random: SeededRandom, steps: number): Promise<Wandering> {
  const people: Person[] = [];
  const clients: Client[] = [];
  const phone = createMemoryStorage();
  const keepers: string[] = [];
  const kept: Kept[] = [];
  let repliesLeft = 0;

  const changePerson = async (tx: Tx, changes: Changes) => {
    const person = random.pick(people);
    const to = random.pick(STORES);
    if (random.chance(0.2)) await tx.query("update associate set is_active = not is_active where associate_id = $1", [person.id]);
    await tx.query("update associate set name = $2, location_id = $3 where associate_id = $1", [person.id, aName(), to]);
    changes.associate(person.id, to);
    if (to !== person.at) changes.gone(storeFeed(person.at), "associates", person.id);
    person.at = to;
  };
  const changeClient = async (tx: Tx, changes: Changes) => {
    const { id, days } = random.pick(clients);
    await tx.query("select 1 from customer where customer_id = $1 for update", [id]);
    if (random.chance(0.6)) {
      await tx.query("update customer set name = $2 where customer_id = $1", [id, aName()]);
      changes.customer(id);
    }
    if (random.chance(0.5)) return;
    const keeper = random.pick(keepers);
    const row = [keeper, id];
    if (days.delete(keeper)) await tx.query("delete from day_client where associate_id = $1 and customer_id = $2", row);
    else {
      await tx.query("insert into day_client (associate_id, customer_id, why) values ($1, $2, 'mine')", row);
      days.add(keeper);
    }
    changes.day(keeper, id);
  };
  const aName = () => `name ${random.int(1e6)}`;
  const write = async () => {
    await withTx(database, {}, async (tx) => {
      const changes = createChanges();
      for (let count = 1 + random.int(3); count > 0; count--) {
        if (random.chance(0.3)) await changePerson(tx, changes);
        else await changeClient(tx, changes);
      }
      await recordChanges(tx, changes);
    });
  };

  const ask = async (): Promise<Kept> => {
    const { stand } = await phone.takeBatch({ now: 0, pushMax: 1 });
    const pulled = await pull(database, { scope: [...scope], cursor: stand.cursor, room: ROOM });
    if (pulled.tooOld.length + pulled.ahead.length > 0) throw new Error("a feed that only grows was called lost");
    const reply: OkReply = {
      kind: "ok",
      epoch: EPOCH,
      lastSeq: 0,
      outcomes: [],
      patches: pulled.patches,
      drop: Object.keys(stand.cursor).filter((feed) => !scope.has(feed)),
      fetch: [],
      catalogue: 0,
      more: pulled.more,
      serverTime: new Date(0).toISOString(),
      next: { pollMs: 1, pushMax: 1 },
    };
    return { stand, reply };
  };

  const arrive = async ({ stand, reply }: Kept) => {
    const { feeds } = await phone.apply({ stand, reply, now: 0 });
    if (feeds.length < reply.patches.length) repliesLeft++;
  };

  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (let index = 0; index < 6; index++) {
      const [id, at] = [newId(), random.pick(STORES)];
      await tx.query(ADD_ASSOCIATE, [id, at]);
      changes.associate(id, at);
      // Those whose days are followed stay where they are.
      if (index < 3) keepers.push(id);
      else people.push({ id, at });
    }
    for (let index = 0; index < 9; index++) {
      const id = newId();
      await tx.query(ADD_CUSTOMER, [id, random.pick(STORES)]);
      clients.push({ id, days: new Set() });
    }
    await recordChanges(tx, changes);
  });
  const feeds = [...STORES.map(storeFeed), ...keepers.map(associateFeed)];
  const scope = new Set(feeds);

  for (let step = 0; step < steps; step++) {
    const dice = random.next();
    if (dice < 0.45) await write();
    else if (dice < 0.7) kept.push(await ask());
    else if (dice < 0.94) {
      const [late] = kept.splice(random.int(kept.length), 1);
      if (late) await arrive(late);
    } else {
      const feed = random.pick(feeds);
      if (!scope.delete(feed)) scope.add(feed);
    }
  }
  for (const feed of feeds) scope.add(feed);
  for (let more = true; more; ) {
    const last = await ask();
    await arrive(last);
    more = last.reply.more || last.reply.drop.length > 0;
  }
  const { rows } = phone.held();
  const truth = await database.query<{ row: string }>(TRUTH);
  const held = [
    ...rows.customers.map((each) => `${each.feed} ${each.customerId} ${each.name}`),
    ...rows.associates.map((each) => `${each.feed} ${each.associateId} ${each.name}`),
  ];
  const expected = new Set(truth.map(({ row }) => row));
  const differences = [
    ...held.filter((row) => !expected.has(row)).map((row) => `phone only: ${row}`),
    ...[...expected].filter((row) => !held.includes(row)).map((row) => `head office only: ${row}`),
  ];
  return { differences, repliesLeft };
}

const ADD_CUSTOMER = "insert into customer (customer_id, name, home_location_id, since) values ($1, 'A client', $2, 2020)";
const ADD_ASSOCIATE = "insert into associate (associate_id, name, role, location_id) values ($1, 'A colleague', 'associate', $2)";
const TRUTH = `
select 'associate:' || d.associate_id || ' ' || customer_id || ' ' || c.name as row from day_client d join customer c using (customer_id)
union all select 'store:' || location_id || ' ' || associate_id || ' ' || name from associate where is_active`;
