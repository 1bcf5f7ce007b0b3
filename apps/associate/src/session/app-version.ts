/** What this phone tells head office it runs: the release, and the build named after its sources (see next.config.ts). */
export const APP_VERSION = `0.1.0 (${process.env.AISLE_BUILD ?? "development"})`;
