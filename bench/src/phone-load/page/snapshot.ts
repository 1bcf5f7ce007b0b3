import type { CataloguePart, Manifest, StockPart } from "@aisle/protocol";

/** Where one run finds the snapshot: an address of its own, so that no run is served from the browser's cache of another. */
export function snapshotUrl(database: string): string {
  return `${location.origin}/${database}/snap`;
}

export type ComingSnapshot = {
  readonly parts: readonly Promise<CataloguePart>[];
  readonly stock: Promise<StockPart>;
};

/** Asks for everything at once (browsers keep six connections busy) and parses each part as it comes. */
export async function fetchSnapshot(url: string): Promise<ComingSnapshot> {
  // Boundary: the bench's own server answers.
  const read = async <Content>(path: string) => (await (await fetch(`${url}/${path}`)).json()) as Content;
  const manifest = await read<Manifest>("manifest.json");
  const [column] = manifest.stock;
  if (!column) throw new Error("the snapshot has no stock");
  return {
    parts: manifest.catalogue.parts.map(({ sha }) => read<CataloguePart>(sha)),
    stock: read<StockPart>(column.sha),
  };
}
