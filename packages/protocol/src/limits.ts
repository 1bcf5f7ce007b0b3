// In a file without schemas, so that a screen that needs a number does not bring the whole wire along.

/** Commands head office takes in one exchange. */
export const MAX_PUSH = 50;
export const MAX_PUSH_BYTES = 256 * 1024;
export const MAX_BODY_BYTES = 1024 * 1024;
/** Both sides forget by this: what left a feed at head office, what was answered on the phone. */
export const KEEP_DAYS = 90;
/** Feeds one phone may follow. */
export const MAX_FEEDS = 600;
/** A single command; a larger one could never pass MAX_BODY_BYTES, and would hold up those behind it for ever. */
export const MAX_COMMAND_BYTES = 512 * 1024;
/** Ids one account may ask about. */
export const MAX_ACCOUNT = 1000;
