// One simulated life of a few phones and head office, as data: what everybody does, in order, and what goes wrong with it.
// A seed makes a story (`story-of-seed.ts`); running one (`run-story.ts`) brings in no other chance. Any part of a story is a
// story too, which is how a failing one is shrunk.

/** What the network, or head office, does to one exchange. */
export type NetworkFate =
  | { readonly kind: "fine" }
  /** Nothing arrives. */
  | { readonly kind: "request-lost" }
  /** The work is done; the answer never arrives. */
  | { readonly kind: "answer-lost" }
  /** Half a request, or half an answer, arrives: nobody can read it. */
  | { readonly kind: "request-cut" }
  | { readonly kind: "answer-cut" }
  /** Arrives twice; the phone hears the second answer. */
  | { readonly kind: "doubled" }
  /** Nobody ever answers; the request arrives long after the phone gave up. */
  | { readonly kind: "late" }
  /** Nobody ever answers; the work was done or not. */
  | { readonly kind: "silent"; readonly isDelivered: boolean }
  /** The phone hears the answer to an earlier exchange in place of this one's. */
  | { readonly kind: "stale" }
  /** The head office process dies at a statement; its transaction is rolled back, or was just committed. */
  | { readonly kind: "killed"; readonly at: Place; readonly when: "before" | "after" }
  /** The process stands still at a statement, its transaction open, until the story says that it goes on. */
  | { readonly kind: "stalled"; readonly at: Place }
  /** Postgres fails: a serialization failure, no disk left, a connection that is gone before or after the statement ran. */
  | { readonly kind: "database"; readonly at: Place; readonly fault: DatabaseFault };

/** A statement of an exchange, counted from 0; or the first that writes an order; or the first COMMIT. */
export type Place = number | "order" | "commit";
export type DatabaseFault = "40001" | "53100" | "lost-before" | "lost-after";

/** What the phone's storage does to one transaction. */
export type StorageFate =
  | "fine"
  /** Rolled back, and says so. */
  | "aborted"
  | "quota"
  /** Done, but the connection broke before it could say so. */
  | "done-unheard"
  /** Done, and the tab dies before it hears. */
  | "done-killed";

export type Fate = {
  readonly storage: StorageFate;
  readonly network: NetworkFate;
  /** Which head office process a balancer would choose. */
  readonly office: number;
};

/** What a person asks for. Numbers are taken modulo what there is, so that every part of a story can be run. */
export type Ask =
  | {
      readonly kind: "book";
      readonly item: number;
      readonly quantity: number;
      /** For a client head office knows, for a new one, or only if the booking before it was taken. */
      readonly for: "known" | "new" | "after-last";
      /** The day told to the customer: "soon" cannot be kept, so that head office takes it with a later day. */
      readonly promised: "soon" | "far-off";
    }
  | { readonly kind: "note"; readonly client: number }
  | { readonly kind: "address"; readonly client: number }
  | { readonly kind: "withdraw"; readonly row: number }
  | { readonly kind: "acknowledge"; readonly row: number }
  | { readonly kind: "send-now" };

export type Step =
  /** A tab goes on by one await; where it only sleeps, time passes until it wakes. `turn` chooses among several awaits. */
  | { readonly kind: "go"; readonly phone: number; readonly tab: number; readonly turn: number; readonly fate: Fate }
  | {
      readonly kind: "ask";
      readonly phone: number;
      readonly ask: Ask;
      readonly storage: StorageFate;
      /** Its handler throws this often; 99 is for ever. */
      readonly throws: number;
      /** Seconds in which it may be undone. */
      readonly grace: number;
    }
  | { readonly kind: "wake"; readonly phone: number; readonly why: "shown" | "online" | "poke" }
  | { readonly kind: "pass"; readonly ms: number }
  /** The tab dies at the await it stands at. It is opened again when it is next its turn. */
  | { readonly kind: "kill"; readonly phone: number; readonly tab: number | "all" }
  | { readonly kind: "late-arrival"; readonly office: number }
  /** A process that stood still goes on, or dies where it stands. */
  | { readonly kind: "stall-ends"; readonly dies: boolean }
  | { readonly kind: "clock"; readonly phone: number; readonly ms: number }
  | { readonly kind: "session"; readonly phone: number; readonly is: "ended" | "begun" | "signed-out" }
  | { readonly kind: "update"; readonly phone: number }
  /** A backup of the phone is brought to life on another: both go on. */
  | { readonly kind: "clone"; readonly phone: number }
  | { readonly kind: "client-moves"; readonly client: number }
  | { readonly kind: "person-moves"; readonly person: number }
  | { readonly kind: "count"; readonly item: number; readonly place: number; readonly onHand: number }
  | { readonly kind: "backup" }
  /** The database comes back as it was at the last backup: everything since is lost to head office. Told: under a new epoch. */
  | { readonly kind: "restore"; readonly isTold: boolean }
  /** A row of the phone's copy is lost, as by a fault nobody has found yet. */
  | { readonly kind: "drift"; readonly phone: number }
  /** Tombstones are pruned up to the heads: phones behind must start over. */
  | { readonly kind: "floor"; readonly feed: number };

export type Story = {
  readonly seed: number;
  readonly phones: readonly {
    readonly store: number;
    readonly tabs: number;
    readonly isNew: boolean;
    readonly proto: number | null;
  }[];
  readonly offices: number;
  /** Units on hand: of each item, at each place. */
  readonly onHand: readonly (readonly number[])[];
  readonly steps: readonly Step[];
  /** Whether the faults end and everything must settle; without it only what must hold at every moment is judged. */
  readonly calmAfter: boolean;
};

export const ALL_FINE: Fate = { storage: "fine", network: { kind: "fine" }, office: 0 };
