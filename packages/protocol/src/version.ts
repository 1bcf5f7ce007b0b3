/**
 * 1: the first wire. 2: `chain` and `again`, both optional; `gap` names a link; commands are parsed one by one.
 * `health` came later, optional, and is no other version.
 * Head office answers this one and the one before. Of older ones it takes the commands, and no more, until none is left.
 */
export const PROTOCOL_VERSION = 2;
export const OLDEST_SUPPORTED = 1;
