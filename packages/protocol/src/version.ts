/** 1: the first wire. Head office answers this and the one before it; pushes of older ones are taken for 90 days. */
export const PROTOCOL_VERSION = 1;
export const OLDEST_SUPPORTED = 1;
