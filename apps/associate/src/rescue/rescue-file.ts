/** `aisle-rescue-union-square-2026-11-24-1830.aisle`, by the clock of the store. */
export function rescueFileName(about: { readonly store: string; readonly madeAt: number; readonly timeZone: string }): string {
  const { store, madeAt, timeZone } = about;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(madeAt);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `aisle-rescue-${store}-${part("year")}-${part("month")}-${part("day")}-${part("hour")}${part("minute")}.aisle`;
}

/**
 * Hands a file to the phone's share sheet, where it offers one for files, or else saves it like a download. Call it in a tap.
 * `dismissed`: the share sheet was closed without choosing anything.
 */
export async function handOver(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<"shared" | "saved" | "dismissed"> {
  const file = new File([bytes], name, { type: "application/octet-stream" });
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return "shared";
    } catch (fault) {
      if (fault instanceof DOMException && fault.name === "AbortError") return "dismissed";
      // A share sheet that refuses after all: the download is still there.
    }
  }
  const link = document.createElement("a");
  const url = URL.createObjectURL(file);
  link.href = url;
  link.download = name;
  link.click();
  // Revoked at once, WebKit saves an empty file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return "saved";
}
