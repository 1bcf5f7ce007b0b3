import type { StoredPart, SyncStorage } from "@aisle/sync";

/**
 * Parts that have just come, kept at hand until whoever keeps the catalogue in memory has taken them: reading back from the
 * disk what was written a moment ago cost a fifth of a first download.
 */
export type FreshParts = {
  /** The storage, watched: what is put into it is at hand from then on. */
  readonly watch: (storage: SyncStorage) => SyncStorage;
  /** The text of this very version of a part, once; undefined when it must be read. */
  readonly take: (part: number, sha: string) => string | undefined;
};

export function createFreshParts(): FreshParts {
  const byPart = new Map<number, StoredPart>();
  return {
    watch: (storage) => ({
      ...storage,
      putParts: async (change) => {
        // Before it is written: the write itself is what wakes the reader.
        for (const part of change.parts) byPart.set(part.part, part);
        try {
          await storage.putParts(change);
        } catch (fault) {
          for (const { part } of change.parts) byPart.delete(part);
          throw fault;
        }
      },
    }),
    take: (part, sha) => {
      const fresh = byPart.get(part);
      byPart.delete(part);
      return fresh?.sha === sha ? fresh.text : undefined;
    },
  };
}
