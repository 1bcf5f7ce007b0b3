import type { OwnersDatabase } from "@aisle/db";
import { test as base, expect } from "@playwright/test";
import { copyDemoDatabase } from "./demo-database.ts";
import { APP_FOLDER, CLUSTER_URL, TEMPLATE } from "./global-set-up.ts";
import { createPhone, type Phone, type PhoneLook } from "./phone.ts";
import { type Chromium, findChromium } from "./repository.ts";
import { type ServerControl, startServerProcess } from "./server-control.ts";
import { signIn } from "./verbs.ts";

/** A head office of this journey's own: a real process on a real database that nobody else writes to. */
export type HeadOffice = ServerControl & {
  readonly database: Pick<OwnersDatabase, "query" | "execute">;
  readonly databaseUrl: string;
  readonly appFolder: string;
};

type Fixtures = {
  readonly headOffice: HeadOffice;
  /** Hands out one more phone, switched off and empty. */
  readonly newPhone: (look?: PhoneLook) => Phone;
  /** A phone at Union Square that Maya has signed in on, with everything on it, showing Today. */
  readonly phone: Phone;
};

export const test = base.extend<Fixtures, { readonly browserOfThisMachine: Chromium }>({
  browserOfThisMachine: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => use(await findChromium()),
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  headOffice: async ({}, use) => {
    const appFolder = setting(APP_FOLDER);
    await using database = await copyDemoDatabase({ url: setting(CLUSTER_URL), template: setting(TEMPLATE) });
    const server = await startServerProcess({ databaseUrl: database.url, appFolder });
    try {
      await use({ ...server, database, databaseUrl: database.url, appFolder });
    } finally {
      await server.kill();
    }
  },
  newPhone: async ({ headOffice, browserOfThisMachine }, use, testInfo) => {
    const phones: Phone[] = [];
    await use((look) => {
      const phone = createPhone({ origin: headOffice.url, browser: browserOfThisMachine, ...(look && { look }) });
      phones.push(phone);
      return phone;
    });
    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, phone] of phones.entries()) {
      if (hasFailed) await takePicture(phone, testInfo.outputPath(`phone-${index + 1}.png`));
      await phone.throwAway();
    }
    expect(
      phones.flatMap(({ faults }) => faults),
      "nothing was thrown on any phone",
    ).toEqual([]);
  },
  phone: async ({ newPhone }, use) => {
    const phone = newPhone();
    await signIn(await phone.open());
    await use(phone);
  },
});

export { expect } from "@playwright/test";

/** What a failed journey's phone showed last; a phone that is off has nothing to show. */
async function takePicture(phone: Phone, file: string): Promise<void> {
  try {
    await phone.page().screenshot({ path: file, timeout: 5000 });
  } catch {
    // The browser was killed by the journey itself.
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: journeys run through playwright.config.ts`);
  return value;
}
