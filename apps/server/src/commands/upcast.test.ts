import { expect, expectTypeOf, test } from "vitest";
import { type StepsTo, type Upcaster, upcast } from "./upcast.ts";

type Said = Readonly<Record<string, unknown>>;

/** A command that once had a `name`, then a `fullName`, and now says it in two parts. */
const steps: StepsTo<3> = [
  (args) => {
    const { name, ...rest } = args as Said;
    return { ...rest, fullName: name };
  },
  (args) => {
    const { fullName, ...rest } = args as Said;
    const [given = "", ...family] = String(fullName).split(" ");
    return { ...rest, given, family: family.join(" ") };
  },
];

test("[SK4] what an older app said is brought up step by step", () => {
  const now = { given: "Ana", family: "Lima Prado", phone: "5" };
  expect(upcast(steps, 1, { name: "Ana Lima Prado", phone: "5" })).toEqual(now);
  expect(upcast(steps, 2, { fullName: "Ana Lima Prado", phone: "5" })).toEqual(now);
  expect(upcast(steps, 3, now)).toBe(now);
});

test("[SK4] a version without its step does not compile", () => {
  expectTypeOf<StepsTo<1>>().toEqualTypeOf<[]>();
  expectTypeOf<StepsTo<3>>().toEqualTypeOf<readonly [Upcaster, Upcaster]>();
  // @ts-expect-error version 3 needs two steps
  const missing: StepsTo<3> = [(args: unknown) => args];
  expect(missing).toHaveLength(1);
});
