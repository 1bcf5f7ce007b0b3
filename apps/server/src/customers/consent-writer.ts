import type { Tx } from "@aisle/db";
import type { Channel, Purpose } from "@aisle/domain";

export type GivenConsent = {
  /** The command's own id, so that it is one line however often it is taken. */
  readonly eventId: string;
  readonly customerId: string;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly isGiven: boolean;
  readonly proof: { readonly words: string; readonly how: string };
  readonly actor: { readonly associateId: string; readonly deviceId: string };
  readonly now: number;
};

/** Marketing consent of each channel as the client's row repeats it: what a mailing reads. */
const COLUMNS: Readonly<Record<Channel, string>> = { text: "consent_text", email: "consent_email", call: "consent_call" };

/** Adds a yes or no with its proof. The client is locked. */
export async function recordConsent(tx: Tx, given: GivenConsent): Promise<void> {
  const { eventId, customerId, channel, purpose, isGiven, proof, actor, now } = given;
  await tx.query(
    `insert into consent_event (event_id, customer_id, channel, purpose, is_given, proof, associate_id, device_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [eventId, customerId, channel, purpose, isGiven, JSON.stringify(proof), actor.associateId, actor.deviceId, new Date(now)],
    "insert-consent",
  );
  if (purpose !== "marketing") return;
  await tx.query(`update customer set ${COLUMNS[channel]} = $2 where customer_id = $1`, [customerId, isGiven]);
}
