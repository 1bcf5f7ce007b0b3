import type { Associate, DeviceId, Location } from "@aisle/domain";

/** Who holds this phone now, and for which store. Kept on the phone, so that a shift goes on without signal. */
export type Session = {
  readonly associate: Associate;
  /** The store signed in to. A stand-in with its name only until its row has come. */
  readonly location: Location;
  readonly deviceId: DeviceId;
  /** ISO 8601, head office's clock: after this it asks for the PIN again. Nothing on the phone stops working. */
  readonly expiresAt: string;
};
