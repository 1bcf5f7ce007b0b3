import { classNames } from "./class-names.ts";
import css from "./steps.module.css";

/** `done` lies behind, `now` is where it stands, `waiting` and `bad` are where it waits for somebody, `ahead` is to come. */
export type Step = {
  readonly label: string;
  readonly when: string;
  readonly mark: "done" | "now" | "waiting" | "bad" | "ahead";
};

/** How far something has come, one line per step, with the time of what was and the day of what is promised. */
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className={css.steps} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.label}
          className={css.step}
          aria-current={step.mark === "done" || step.mark === "ahead" ? undefined : "step"}
        >
          <span className={classNames(css.dot, css[step.mark])} aria-hidden="true" />
          <span className={step.mark === "ahead" ? css.labelAhead : css.label}>{step.label}</span>
          {step.mark === "ahead" && <span className={css.spoken}>, not yet</span>}
          <span className={css.when}>{step.when}</span>
        </li>
      ))}
    </ol>
  );
}
