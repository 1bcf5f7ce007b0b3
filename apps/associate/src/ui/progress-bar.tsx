import css from "./progress-bar.module.css";

/** How much of a known whole is done, in any one unit. Real counts only: where the whole is unknown, say so in words. */
export function ProgressBar(props: { readonly label: string; readonly done: number; readonly of: number }) {
  return <progress className={css.bar} value={props.done} max={Math.max(props.of, 1)} aria-label={props.label} />;
}
