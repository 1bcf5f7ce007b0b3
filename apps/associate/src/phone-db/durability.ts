export type Durability = {
  /** The browser promised not to evict this app's storage. Null where it does not say. */
  readonly isPersistent: boolean | null;
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
};

/**
 * Asks the browser to keep this app's storage (webkit.org/blog/14403: `persist()` exempts an installed app from eviction),
 * and how much room there is. Ask after signing in: browsers say yes more often to an app that is used.
 */
export async function askForDurability(storage: StorageManager | undefined = globalThis.navigator?.storage): Promise<Durability> {
  if (!storage) return { isPersistent: null, usedBytes: null, quotaBytes: null };
  const isPersistent = storage.persist ? (await storage.persisted()) || (await storage.persist()) : null;
  const { usage, quota } = storage.estimate ? await storage.estimate() : {};
  return { isPersistent, usedBytes: usage ?? null, quotaBytes: quota ?? null };
}
