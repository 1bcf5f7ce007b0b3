import { useId } from "react";
import css from "./stock-table.module.css";

export type StockRow = {
  readonly place: string;
  /** When it could be in the client's hands, or how far away it is. */
  readonly note?: string;
  /** `40+`, `3`, `0`. */
  readonly quantity: string;
  readonly isNone?: boolean;
};

/** Where the chosen size is, in the order given: the best promise belongs first. A real table with row headers. */
export function StockTable({ heading, rows }: { readonly heading: string; readonly rows: readonly StockRow[] }) {
  const headingId = useId();
  return (
    <section className={css.block}>
      <h2 id={headingId} className={css.heading}>
        {heading}
      </h2>
      <table className={css.table} aria-labelledby={headingId}>
        <thead className={css.hidden}>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">In stock</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.place}>
              <th scope="row" className={css.place}>
                {row.place}
                {row.note && <span className={css.note}>{row.note}</span>}
              </th>
              <td className={row.isNone ? css.none : css.quantity}>{row.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
