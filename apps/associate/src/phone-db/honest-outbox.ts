// What a person was told about a tap stays true.
//
//   tap --> enqueue -- full ---------> make room, once more --> "not saved"
//                   -- no answer ----> "not saved" ......... the disk may have taken it all the same:
//                                                            it is taken back before anything is sent
//
// 1. Saved means written: the enqueue resolved.                                                          [OB1]
// 2. Not saved means not sent: whoever was told so does it again, and a client would get two coats.       [ST2]

import type { CommandId } from "@aisle/domain";
import type { SyncStorage } from "@aisle/sync";
import { withRoom } from "./room.ts";
import type { DatabaseDoor } from "./with-database.ts";

export function createHonestOutbox(storage: SyncStorage, door: DatabaseDoor): SyncStorage {
  const denied = new Set<CommandId>();
  const takeBack = async () => {
    for (const id of denied) {
      // A write that still hangs comes before this one: what is not there now does not come any more.
      await storage.withdraw(id);
      denied.delete(id);
    }
  };
  door.subscribe(() => {
    if (door.isTrusted()) takeBack().catch(() => {});
  });
  return {
    ...storage,
    enqueue: async (draft) => {
      try {
        return await withRoom(() => storage.enqueue(draft), door.call);
      } catch (fault) {
        denied.add(draft.id);
        throw fault;
      }
    },
    takeBatch: async (limits) => {
      await takeBack();
      return storage.takeBatch(limits);
    },
  };
}
