import type { Style } from "@aisle/domain";
import { Amount } from "../../ui/amount.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import css from "./item-screen.module.css";

/** Picture, brand, title and price. */
export function ItemHead({
  style,
  colour,
  priceMinor,
}: {
  readonly style: Style;
  readonly colour: string;
  readonly priceMinor: number;
}) {
  const kind = [style.department, style.category].filter(Boolean).join(" · ");
  return (
    <div className={css.head}>
      <ProductPicture image={style.image} colour={colour} title={style.title} size="page" />
      <div className={css.words}>
        <p className={css.brand}>{style.brand}</p>
        <h1 className={css.title}>{style.title}</h1>
        <p className={css.price}>
          <Amount money={{ minor: priceMinor, currency: style.currency }} />
        </p>
        {kind !== "" && <p className={css.kind}>{kind}</p>}
      </div>
    </div>
  );
}
