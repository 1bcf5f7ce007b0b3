import { missingCodes, type ReadCodes } from "@aisle/protocol";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import css from "./rescue.module.css";

/** How many codes were read and which are still needed. */
export function CodesProgress({ read }: { readonly read: ReadCodes | null }) {
  if (read === null) return <p className={css.words}>Hold the other phone's codes inside the frame, a hand's width away.</p>;
  const missing = missingCodes(read);
  const done = read.count - missing.length;
  return (
    <div className={css.progress}>
      <ProgressBar label="Codes read" done={done} of={read.count} />
      <p role="status">
        {done} of {read.count} codes.{missing.length > 0 && ` Still needed: ${someOf(missing)}.`}
      </p>
    </div>
  );
}

const NAMED = 6;

/** `2, 7, 9`, or the first few where there are many. */
export function someOf(numbers: readonly number[]): string {
  const first = numbers.slice(0, NAMED).join(", ");
  return numbers.length > NAMED ? `${first} and ${numbers.length - NAMED} more` : first;
}
