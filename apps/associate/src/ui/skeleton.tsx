import css from "./skeleton.module.css";

/** Grey rows in the place of a list that is still coming, shown only after 150 ms so that local reads never flash it. */
export function SkeletonRows({ count = 4, label = "Getting it ready" }: { readonly count?: number; readonly label?: string }) {
  return (
    <div className={css.late} role="status" aria-label={label}>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
        <div key={row} className={css.row} aria-hidden="true">
          <span className={css.picture} />
          <span className={css.words}>
            <span className={css.long} />
            <span className={css.short} />
          </span>
        </div>
      ))}
    </div>
  );
}
