export type MigrationFaultKind = "newer-database" | "changed-migration" | "no-role" | "unbound-role";

/** The database and this version of Aisle do not fit; `message` says what to do. Nothing was changed. */
export class MigrationFault extends Error {
  readonly kind: MigrationFaultKind;

  constructor(kind: MigrationFaultKind, message: string) {
    super(message);
    this.name = "MigrationFault";
    this.kind = kind;
  }
}
