import { classNames } from "./class-names.ts";
import css from "./trail.module.css";

export type TrailStep = { readonly label: string; readonly state: "done" | "now" | "bad" | "ahead" };

/** How far something has come: a dot, a line and a word per step. Read out as `Step 2 of 3, Sending`. */
export function Trail({ steps }: { readonly steps: readonly TrailStep[] }) {
  const reached = steps.findLastIndex((step) => step.state !== "ahead");
  return (
    <span className={css.trail}>
      <span className={css.spoken}>
        Step {Math.max(reached, 0) + 1} of {steps.length}, {steps[Math.max(reached, 0)]?.label}
      </span>
      {steps.map((step, index) => (
        <span key={step.label} className={css.step} aria-hidden="true">
          {index > 0 && <span className={classNames(css.line, index <= reached && css.walked)} />}
          <span className={classNames(css.dot, css[step.state])} />
          <span className={css[`${step.state}Word`]}>{step.label}</span>
        </span>
      ))}
    </span>
  );
}
