import { uuidv7 } from "@aisle/domain";

/** A fresh id, minted on the phone: sorts by time of making and needs no call to head office. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
