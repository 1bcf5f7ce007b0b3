// Letters typed into the field of Today while Find is on its way. They travel here and not in the address: an address says
// where one is, and every letter more would be another place to go back to.
let typedAhead: string | null = null;

export function typeAhead(words: string): void {
  typedAhead = words;
}

/** What was typed on the way, once; null where somebody came without typing. */
export function takeTypedAhead(): string | null {
  const words = typedAhead;
  typedAhead = null;
  return words;
}
