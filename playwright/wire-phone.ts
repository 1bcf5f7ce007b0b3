import { randomBytes } from "node:crypto";
import { uuidv7 } from "@aisle/domain";
import type { HeadOffice } from "./fixtures.ts";
import type { Person } from "./verbs.ts";

const TESTING_DOOR = new URL("../apps/server/src/testing/index.ts", import.meta.url).href;

export type Answered = { readonly kind: string; readonly refusal?: { readonly code: string; readonly why?: string } };
type Command = { readonly name: string; readonly args: unknown };

/** A phone without a screen, for what would take a person all day. Signed in at Union Square. */
export type WirePhone = {
  /** Sends commands in order and answers head office's word on each. */
  readonly send: (commands: readonly Command[]) => Promise<readonly Answered[]>;
};

// Head office's own test door, fetched by address: it knows the exchange's form and version.
type TestingDoor = {
  readonly joinDemo: (url: string, locationId: string) => Promise<{ readonly deviceId: string; readonly cookie: string }>;
  readonly fetchAs: (
    phone: { readonly deviceId: string; readonly cookie: string },
    url: string,
    asked: { readonly method: string; readonly path: string; readonly body: string },
  ) => Promise<Response>;
  readonly exchangeOverHttp: (
    url: string,
    phone: { readonly deviceId: string; readonly cookie: string },
    about: { readonly push: readonly unknown[]; readonly room: number },
  ) => Promise<{ readonly kind: string; readonly outcomes: readonly Answered[] }>;
};

/** Commands head office takes in one exchange. */
const MOST_AT_ONCE = 50;

export async function signInOverTheWire(headOffice: HeadOffice, person: Person): Promise<WirePhone> {
  const { exchangeOverHttp, fetchAs, joinDemo } = (await import(TESTING_DOOR)) as TestingDoor;
  const joined = await joinDemo(headOffice.url, "union-square");
  const { deviceId } = joined;
  const [who] = await headOffice.database.query<{ id: string }>(
    "select associate_id as id from associate where location_id = 'union-square' and name like $1 || ' %'",
    [person.name],
  );
  const response = await fetchAs(joined, headOffice.url, {
    method: "POST",
    path: "/trpc/session.signIn",
    body: JSON.stringify({ associateId: who?.id, pin: person.pin, app: "journey" }),
  });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const [me] = await headOffice.database.query<{ id: string }>("select associate_id as id from session where device_id = $1", [
    deviceId,
  ]);
  if (!me) throw new Error(`${person.name} could not sign in: ${await response.text()}`);
  let seq = 0;
  return {
    send: async (commands) => {
      const answers: Answered[] = [];
      for (let at = 0; at < commands.length; at += MOST_AT_ONCE) {
        const push = commands.slice(at, at + MOST_AT_ONCE).map(({ name, args }) => {
          seq += 1;
          return {
            seq,
            id: uuidv7(Date.now(), randomBytes(10)),
            name,
            v: 1,
            args,
            by: me.id,
            needs: [],
            issuedAt: new Date().toISOString(),
          };
        });
        const reply = await exchangeOverHttp(headOffice.url, { deviceId, cookie }, { push, room: 1 });
        if (reply.kind !== "ok") throw new Error(`head office answered ${reply.kind}`);
        answers.push(...reply.outcomes);
      }
      return answers;
    },
  };
}
