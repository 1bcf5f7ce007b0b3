import type { Changes, Tx } from "@aisle/db";
import type { Action, Location, Role } from "@aisle/domain";
import type { ArgsOf, CommandName, CommandResult, Refusal } from "@aisle/protocol";
import type { PriceSeals } from "../orders/price-desk.ts";

/** Who acts, from which phone, in which store. */
export type Actor = {
  readonly associateId: string;
  readonly role: Role;
  readonly deviceId: string;
  readonly locationId: string;
};

/** What a handler may use. It runs inside the one transaction of its command. */
export type CommandContext = {
  readonly tx: Tx;
  readonly changes: Changes;
  readonly actor: Actor;
  readonly commandId: string;
  /** Whether whoever acts may do this there. What they may not is answered like what does not exist. */
  readonly mayAt: (action: Action, locationId: string) => boolean;
  /** Head office's clock, epoch milliseconds. */
  readonly now: number;
  readonly locations: ReadonlyMap<string, Location>;
  readonly prices: PriceSeals;
  /** 1 at first; above it, somebody else took the stock between reading and promising, so read under lock. */
  readonly attempt: number;
};

export type Decision =
  | { readonly kind: "applied" | "adjusted"; readonly result: CommandResult }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type CommandHandler<Name extends CommandName> = {
  readonly needs: Action;
  readonly handle: (args: ArgsOf<Name>, context: CommandContext) => Promise<Decision>;
};

/** Thrown when stock was taken between reading and promising: the transaction rolls back and the command runs again. */
export class StockMoved extends Error {
  override readonly name = "StockMoved";
}

/** Thrown when the refusal is known only after something was written: the transaction rolls back, then the refusal is recorded. */
export class RefusedAfterAll extends Error {
  override readonly name = "RefusedAfterAll";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export const refused = (refusal: Refusal): Decision => ({ kind: "refused", refusal });
export const applied = (result: CommandResult = {}): Decision => ({ kind: "applied", result });
