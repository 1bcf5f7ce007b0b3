/**
 * What to do when a tap could not be saved on this phone. `what` as in "could not save the booking", `again` as in "book once more".
 * Nothing of it will be sent: doing it again is safe.
 */
export function notSavedWords(fault: unknown, { what, again }: { readonly what: string; readonly again: string }): string {
  // By its name: screens know nothing of the phone's database.
  const isFull = fault instanceof Error && fault.name === "NoRoom";
  return isFull
    ? `This phone is full, so it could not save ${what}. Make room in Settings, General, iPhone Storage, then ${again}.`
    : `This phone could not save ${what}. Close Aisle, open it again, and ${again}.`;
}
