/** A browser whose profile is on disk, as on a phone: killed at any moment, it opens again on what it had written down. */
export type Engine = {
  readonly name: string;
  /** Where a profile keeps the pages' databases, below its home. */
  readonly databases: string;
  readonly open: (about: { readonly home: string; readonly url: string }) => OpenBrowser;
  readonly stop: () => void;
};

export type OpenBrowser = {
  /** SIGKILL to the browser and all it started. */
  readonly kill: () => Promise<void>;
  /** In good order: what it keeps is written down. */
  readonly close: () => Promise<void>;
};
