/** What a phone is told that did not show which phone it is: enough to do the right thing next, nothing about who is known. */
export type PhoneRefusalFacts =
  /** This chain knows no such phone: join. */
  | { readonly kind: "join" }
  /** Sign again, by this time of head office's (epoch ms). */
  | { readonly kind: "clock"; readonly serverTime: number }
  /** Taken out of use: leave what is unsent, and forget the rest. */
  | { readonly kind: "revoked" };

/** The cause of a refusal that a phone reads. */
export class PhoneRefusal extends Error {
  override readonly name = "PhoneRefusal";
  readonly facts: PhoneRefusalFacts;
  constructor(facts: PhoneRefusalFacts) {
    super(WORDS[facts.kind]);
    this.facts = facts;
  }
}

const WORDS = {
  join: "This phone was not added to this chain",
  clock: "Sign again by head office's time",
  revoked: "This phone was taken out of use",
} as const;
