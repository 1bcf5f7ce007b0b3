import type { Difference } from "../../words/action-words.ts";
import css from "./outbox.module.css";

/** What the client was told beside what is so now. */
export function DifferenceTable({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <table className={css.differences}>
      <thead>
        <tr>
          <td />
          <th scope="col">Told</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ what, told, now }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td className={css.told}>{told}</td>
            <td className={css.now}>{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
