let taker: ((raw: string) => void) | undefined;

/** While a screen that shows scans itself is open, it takes what a paired scanner reads. Returns the undo. */
export function takeScans(take: (raw: string) => void): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = undefined;
  };
}

export function takerOfScans(): ((raw: string) => void) | undefined {
  return taker;
}
