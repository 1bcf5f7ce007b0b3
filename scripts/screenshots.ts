// `npm run screenshots`: pictures of the main screens, light and dark, in `screenshots/`.
import path from "node:path";

// The journeys' own equipment takes them; it belongs to another package, so it is fetched by address.
const CAMERA = new URL("../playwright/screenshots.ts", import.meta.url).href;
const { takeScreenshots } = (await import(CAMERA)) as {
  readonly takeScreenshots: (folder: string) => Promise<readonly string[]>;
};

const folder = path.resolve(import.meta.dirname, "../screenshots");
const files = await takeScreenshots(folder);
console.log(`${files.length} pictures in ${path.relative(process.cwd(), folder) || "."}`);
