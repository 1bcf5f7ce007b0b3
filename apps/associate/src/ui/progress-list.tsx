import { Icon } from "./icon.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import css from "./progress-list.module.css";

export type ProgressStep = { readonly label: string; readonly words: string; readonly state: "done" | "now" | "ahead" };

type ProgressListProps = {
  readonly steps: readonly ProgressStep[];
  /** The whole of it, in any one unit. Real counts only. */
  readonly total: { readonly done: number; readonly of: number; readonly words: string };
};

/** What is here, what is coming and what is still ahead, each with its own count, over one bar for the whole. */
export function ProgressList({ steps, total }: ProgressListProps) {
  return (
    <div>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets */}
      <ul role="list">
        {steps.map((step) => (
          <li key={step.label} className={css.row}>
            <Mark state={step.state} />
            <span className={step.state === "ahead" ? css.labelAhead : css.label}>{step.label}</span>
            <span className={css.words}>{step.words}</span>
          </li>
        ))}
      </ul>
      <div className={css.whole}>
        <ProgressBar label={total.words} done={total.done} of={total.of} />
      </div>
      <p className={css.total}>{total.words}</p>
    </div>
  );
}

function Mark({ state }: { readonly state: ProgressStep["state"] }) {
  if (state === "done")
    return (
      <span className={css.done}>
        <Icon name="check" />
        <span className={css.spoken}>Done</span>
      </span>
    );
  return (
    <span className={state === "now" ? css.now : css.ahead}>
      <svg className={css.ring} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle cx="12" cy="12" r="7.5" />
        {state === "now" && <path d="M12 12V7.5a4.5 4.5 0 0 1 4.5 4.5Z" />}
      </svg>
      <span className={css.spoken}>{state === "now" ? "Coming" : "Later"}</span>
    </span>
  );
}
