import { joinText } from "@aisle/protocol";
import type { JoinAnswer } from "../phones/join.ts";
import { newId } from "./small-chain.ts";
import { type Phone, signText, testPhoneKey } from "./test-phone.ts";

/** Asks to come in as `deviceId` by this code. */
export async function joinOverHttp(
  url: string,
  {
    code,
    deviceId = newId(),
    key = testPhoneKey(deviceId),
  }: { readonly code: string; readonly deviceId?: string; readonly key?: ReturnType<typeof testPhoneKey> },
): Promise<JoinAnswer> {
  const publicKey = key.publicKey.toString("base64url");
  const signature = signText(key, joinText({ code, device: deviceId, publicKey }));
  return post<JoinAnswer>(`${url}/trpc/phones.join`, { code, device: deviceId, publicKey, signature, app: "test" });
}

/** A phone that came in by the demo's own door, with nobody signed in on it. */
export async function joinDemo(url: string, locationId: string): Promise<Phone> {
  const deviceId = newId();
  const { code } = await post<{ readonly code: string }>(`${url}/trpc/phones.demoCode`, { locationId });
  const answer = await joinOverHttp(url, { code, deviceId });
  if (answer.kind !== "joined") throw new Error(`the demo let no phone in: ${answer.kind}`);
  return { deviceId, cookie: "" };
}

async function post<Answer>(address: string, asked: object): Promise<Answer> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  // Boundary: the type is the router's own.
  const { result, error } = (await response.json()) as { result?: { data: Answer }; error?: { message: string } };
  if (!result) throw new Error(`${address} answered ${response.status}: ${error?.message}`);
  return result.data;
}
