/** `folder-in-use`: another living program owns the folder. The other kinds carry their mend in the message. */
export type EmbeddedFaultKind = "folder-in-use" | "folder-unreachable" | "no-binaries" | "start-failed";

/** The Postgres that Aisle brings along cannot run here; `kind` says why, `message` says what to do about it. */
export class EmbeddedPostgresFault extends Error {
  readonly kind: EmbeddedFaultKind;

  constructor(kind: EmbeddedFaultKind, message: string) {
    super(message);
    this.name = "EmbeddedPostgresFault";
    this.kind = kind;
  }
}
