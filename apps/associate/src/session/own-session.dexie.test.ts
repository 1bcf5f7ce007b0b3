import "fake-indexeddb/auto";
import type { AssociateId } from "@aisle/domain";
import { anId } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createOwnSession } from "./own-session.ts";

// Boundary: ids are branded by parsing, which a test does not need.
const [MAYA, JO] = [anId(1), anId(2)] as unknown as [AssociateId, AssociateId];
let number = 0;

function openPhone(answer: () => Promise<"resumed" | "ended">) {
  const database = new AisleDatabase(`own-session-${number++}`);
  const phone = { holder: MAYA, asked: 0 };
  const ask = () => {
    phone.asked++;
    return answer();
  };
  return { phone, open: () => createOwnSession({ database, holder: () => phone.holder, ask }) };
}

test("[VA6] a phone handed over without signal asks for nothing as the new holder until head office knows them", async () => {
  let hasSignal = false;
  const { phone, open } = openPhone(async () => {
    if (!hasSignal) throw new Error("no signal");
    return "resumed";
  });
  const own = await open();
  await own.isNow(MAYA);
  expect(await own.ready()).toBe("ready");
  phone.holder = JO;
  own.wantTicket(JO, "seen");
  await expect(own.ready(), "it is not reached").rejects.toThrow("no signal");
  expect(own.isOurs()).toBe(false);
  hasSignal = true;
  expect(await own.ready()).toBe("ready");
  expect([own.isOurs(), phone.asked]).toEqual([true, 2]);
  expect(await own.ready(), "and is not asked again").toBe("ready");
  expect(phone.asked).toBe(2);
});

test("[VA6] a shift that head office has ended is begun anew, and an app opened again knows whose cookie it holds", async () => {
  const { phone, open } = openPhone(async () => "ended");
  const own = await open();
  await own.isNow(MAYA);
  phone.holder = JO;
  own.wantTicket(JO, "seen");
  expect(await own.ready()).toBe("sign-in-again");
  const again = await open();
  expect(await again.ready(), "Jo has no session here").toBe("sign-in-again");
  phone.holder = MAYA;
  expect(await again.ready()).toBe("ready");
});
