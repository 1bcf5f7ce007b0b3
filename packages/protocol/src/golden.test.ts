import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { COMMANDS } from "./commands/index.ts";
import { Exchange, PushedCommand } from "./exchange.ts";
import { PROTOCOL_VERSION } from "./version.ts";

const GOLDEN = path.resolve(import.meta.dirname, "../golden");
/** Every file there ever was, with the SHA-256 of its JSON. Lines are added, and nothing else. */
const FILES: Readonly<Record<string, string>> = {
  "commands/customer.add-note.1.json": "c010c2a33d051ed2",
  "commands/customer.create.1.json": "6d0864efee009259",
  "commands/customer.save-address.1.json": "3d357b28ed2104c8",
  "commands/customer.set-consent.1.json": "3dc9532b156c755d",
  "commands/order.ship-to-home.1.json": "fb0bd1271dcca676",
  "commands/order.ship-to-home.2.json": "6773a61a5d64d879",
  "exchanges/1.json": "268ad9f17d7e6500",
  "exchanges/2.json": "3653d979fa5e0f23",
};
const WHAT_TO_DO = `These are messages that phones have sent, and outboxes months old will send again. None is ever edited or removed.
Put it back; for a new version add a file of its own, and its hash here.`;

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(GOLDEN, file), "utf8"));
const files = ["commands", "exchanges"].flatMap((folder) =>
  readdirSync(path.join(GOLDEN, folder)).map((name) => `${folder}/${name}`),
);

it("[SK5] keeps every message that was ever released, as it was", () => {
  const now = Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash("sha256")
        .update(JSON.stringify(read(file)))
        .digest("hex")
        .slice(0, 16),
    ]),
  );
  expect(now, `${WHAT_TO_DO}\n${JSON.stringify(now, null, 2)}\n`).toEqual(FILES);
});

it("[SK5] has a message of every protocol and of every version of every command", () => {
  const versions = Object.values(COMMANDS).flatMap(({ name, version }) =>
    Array.from({ length: version }, (_, index) => `commands/${name}.${index + 1}.json`),
  );
  const protocols = Array.from({ length: PROTOCOL_VERSION }, (_, index) => `exchanges/${index + 1}.json`);
  expect(files).toEqual(expect.arrayContaining([...versions, ...protocols]));
});

it.each(files.filter((file) => file.startsWith("exchanges/")))("[SK5] still understands %s", (file) => {
  // Boundary: golden files are written in this shape.
  for (const { exchange, says } of read(file) as { readonly exchange: unknown; readonly says: string }[]) {
    expect(Exchange.safeParse(exchange).error, says).toBeUndefined();
  }
});

it.each(files.filter((file) => file.startsWith("commands/")))("[SK5] still understands %s", (file) => {
  // Boundary: golden files are written in this shape.
  const { command } = read(file) as { readonly command: unknown };
  expect(PushedCommand.safeParse(command).error).toBeUndefined();
});
