import { makeRowKeys } from "./row-keys.ts";

/** The keys of a phone that is unlocked, the same for all tests of a file. */
export const TEST_ROW_KEYS = await makeRowKeys();
