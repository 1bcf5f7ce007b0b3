import type { Page } from "@playwright/test";

/**
 * Everything the browser keeps for this page's origin, as text: every row of every store of every IndexedDB, bytes decoded as
 * UTF-8 and as UTF-16; every answer in Cache Storage that is text; both Storages; cookies that scripts see.
 */
export function readStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const words = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer);
        return `${new TextDecoder().decode(bytes)} ${new TextDecoder("utf-16le").decode(bytes)}`;
      }
      if (Array.isArray(value)) return value.map(words);
      if (typeof value !== "object" || value === null || value instanceof CryptoKey) return String(value);
      return Object.entries(value).map(([key, part]) => [key, words(part)]);
    };
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = await asked(database.transaction(store).objectStore(store).getAll());
        parts.push(`${name}/${store}`, JSON.stringify(words(rows)));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        parts.push(request.url);
        const answer = await cache.match(request);
        parts.push((await answer?.text()) ?? "");
      }
    }
    return parts.join("\n");
  });
}
