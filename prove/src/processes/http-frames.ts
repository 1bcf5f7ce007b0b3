/** The length in bytes of the first HTTP/1.1 message in `bytes`, or null while its end has not come. Bodies are as long as they say. */
export function messageLength(bytes: Buffer): number | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const length = /^content-length: *(\d+)/im.exec(bytes.toString("latin1", 0, end))?.[1];
  const whole = end + 4 + Number(length ?? 0);
  return bytes.length >= whole ? whole : null;
}

/** Collects what comes in pieces and answers with each whole message. */
export function createMessageReader(): (piece: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const messages: Buffer[] = [];
    for (let length = messageLength(rest); length !== null; length = messageLength(rest)) {
      messages.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    return messages;
  };
}
