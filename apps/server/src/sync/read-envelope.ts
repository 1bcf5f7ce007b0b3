import { beyondBounds, type Envelope, PushedCommand, type Refusal, whereOf } from "@aisle/protocol";

/** A command as it can be recorded, whatever arrived: `refusal` says what could not be understood of it. */
export type ReadCommand = { readonly command: PushedCommand; readonly refusal: Refusal | null };

/**
 * Parses one pushed command alone. One that cannot be read is recorded by its id and number, for the person who sent it, so
 * that it is answered once and those behind it go on.
 */
export function readEnvelope(envelope: Envelope, sent: { readonly by: string; readonly now: number }): ReadCommand {
  const beyond = beyondBounds(envelope);
  if (beyond) return unreadable(envelope, sent, beyond);
  const { success, data, error } = PushedCommand.safeParse(envelope);
  if (success) return { command: data, refusal: null };
  const [issue] = error.issues;
  return unreadable(envelope, sent, { where: whereOf(issue?.path ?? []), why: issue?.message ?? "" });
}

function unreadable(
  { seq, id }: Envelope,
  { by, now }: { readonly by: string; readonly now: number },
  { where, why }: { readonly where: string; readonly why: string },
): ReadCommand {
  // Boundary: a session's person is one of head office's own rows.
  const person = by as PushedCommand["by"];
  const issuedAt = new Date(now).toISOString();
  return {
    command: { seq, id, name: "", v: 1, args: null, by: person, needs: [], issuedAt },
    refusal: { code: "not-understood", where, why },
  };
}
