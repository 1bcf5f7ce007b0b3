import { PROBLEM_CODES, type ProblemCode } from "./problem-codes.ts";

/** The file as a whole cannot be taken: nothing was changed. `message` says why, `fix` what to do about it. */
export class ImportFault extends Error {
  readonly code: ProblemCode;
  readonly fix: string;

  constructor(code: ProblemCode, why: string, fix: string) {
    super(`${PROBLEM_CODES[code]}: ${why}`);
    this.name = "ImportFault";
    this.code = code;
    this.fix = fix;
  }
}

/** The command line or a setting is wrong; nothing was read. */
export class UsageFault extends Error {
  readonly kind: "usage" | "settings";

  constructor(kind: "usage" | "settings", message: string) {
    super(message);
    this.name = "UsageFault";
    this.kind = kind;
  }
}
