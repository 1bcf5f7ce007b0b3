import type { Associate } from "@aisle/domain";
import type { StoreName } from "../session/session.ts";

/** Somebody who has worked on this phone, and what it takes to let them in again without signal. */
export type PersonOnPhone = {
  readonly associateId: string;
  readonly associate: Associate;
  readonly store: StoreName;
  /** Epoch ms by this phone's clock when head office last knew them here. */
  readonly knownAt: number;
  /** Epoch ms by this phone's clock: from then on nothing of theirs opens without head office. */
  readonly dueAt: number;
  /** Head office's half of their keys under their PIN; null once it ran out, was shut, or they signed out. */
  readonly wrapped: Wrapped | null;
  /** Wrong PINs in a row. */
  readonly wrong: number;
  /** Epoch ms before which no PIN of theirs is looked at. */
  readonly waitUntil: number;
};

export type Wrapped = {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ct: ArrayBuffer;
};
