import type { LocationId } from "@aisle/domain";

/**
 * What the broadcast lane holds at this moment: the same bytes for every phone, each part under its own hash
 * (`/snap/<sha256>`), so any cache may keep them for ever.
 */
export type Manifest = {
  readonly epoch: string;
  readonly catalogue: {
    readonly version: number;
    readonly styles: number;
    readonly variants: number;
    readonly parts: readonly ManifestPart[];
  };
  readonly stock: readonly (ManifestPart & { readonly locationId: LocationId; readonly version: number })[];
};

/** `part` numbers the catalogue's parts; `bytes` is the compressed size, for an honest progress bar. */
export type ManifestPart = { readonly part: number; readonly sha: string; readonly bytes: number };
