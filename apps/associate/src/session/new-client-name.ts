// What somebody typed into a search that found nobody, on its way to the form for a new client. Kept in memory: a name must not
// stand in an address, where histories and logs would keep it.
let typed = "";

export function carryName(name: string): void {
  typed = name;
}

export function carriedName(): string {
  return typed;
}
