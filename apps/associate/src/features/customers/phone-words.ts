/** `(415) 555-0190` for a North American number, spaces between groups of others as they came. */
export function phoneWords(phone: string): string {
  const national = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return national ? `(${national[1]}) ${national[2]}-${national[3]}` : phone;
}
