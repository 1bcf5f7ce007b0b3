import { expect, test } from "vitest";
import { judgeAnswer } from "./typed-answer.ts";

const error = (data: unknown, message = "no") => JSON.stringify({ error: { message, code: -32600, data } });

test.each([
  ["a failure", { status: 500, body: error({ code: "INTERNAL_SERVER_ERROR", httpStatus: 500 }) }],
  ["a refusal without a type", { status: 400, body: "{}" }],
  ["a refusal whose type says another status", { status: 400, body: error({ code: "NOT_FOUND", httpStatus: 404 }) }],
  [
    "a refusal that is longer than what was asked",
    { status: 400, body: error({ code: "BAD_REQUEST", httpStatus: 400 }, "x".repeat(301)) },
  ],
  ["a page", { status: 200, body: "<html>" }],
  ["an answer that is none of the protocol's", { status: 200, body: JSON.stringify({ result: { data: { kind: "fine" } } }) }],
  [
    "a wait because something broke",
    { status: 200, body: JSON.stringify({ result: { data: { kind: "try-later", incident: "1" } } }) },
  ],
])("%s is seen as broken", (_, answer) => {
  expect(judgeAnswer(answer, "reply").kind).toBe("broken");
});

test("a typed refusal and an answer of the protocol are not", () => {
  const refusal = { status: 400, body: error({ code: "BAD_REQUEST", httpStatus: 400, where: "push.0" }) };
  expect(judgeAnswer(refusal, "reply")).toEqual({ kind: "refusal", code: "BAD_REQUEST", where: "push.0" });
  const reply = { kind: "gap", expected: 3 };
  expect(judgeAnswer({ status: 200, body: JSON.stringify({ result: { data: reply } }) }, "reply")).toEqual({
    kind: "reply",
    reply,
  });
});
