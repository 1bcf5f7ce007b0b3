import type { Style, Variant } from "@aisle/domain";
import css from "./item-screen.module.css";

/** What the tag and the shop say about it, folded away. */
export function ItemDetails({ style, variant }: { readonly style: Style; readonly variant: Variant | undefined }) {
  if (style.description === "" && !variant) return null;
  return (
    <details className={css.details}>
      <summary className={css.summary}>Details</summary>
      {style.description !== "" && <p className={css.text}>{style.description}</p>}
      {variant && (
        <dl className={css.facts}>
          <dt>SKU</dt>
          <dd>{variant.sku}</dd>
          {variant.gtin14 !== null && (
            <>
              <dt>Tag number</dt>
              <dd>{variant.gtin14.replace(/^0(?=\d{13}$)/, "")}</dd>
            </>
          )}
        </dl>
      )}
    </details>
  );
}
