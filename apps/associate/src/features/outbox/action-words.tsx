"use client";

import { firstName } from "@aisle/domain";
import type { Action } from "../../queries/outbox.ts";
import { Block } from "../../ui/screen.tsx";
import { answerWords, differences, toldWords } from "../../words/action-words.ts";
import { DifferenceTable } from "./difference-table.tsx";
import css from "./outbox.module.css";
import { useNames } from "./use-names.ts";

/** What head office said, and what the client was told. */
export function ActionWords({ action }: { readonly action: Action }) {
  const { row, after } = action;
  const { names } = useNames(row);
  const told = toldWords(row, names);
  const changed = differences(row, names);
  const client = row.label.customerName ? firstName(row.label.customerName) : "the client";
  return (
    <>
      <Block heading="Head office's answer">
        <p className={css.said}>{answerWords(row, names)}</p>
        {after.length > 0 && <p className={css.aside}>It goes after: {after.map((each) => each.label.title).join(", ")}.</p>}
        {changed.length > 0 && <DifferenceTable differences={changed} />}
      </Block>
      {told && (
        <Block heading={`What ${client} was told`}>
          <p className={css.said}>{told}</p>
        </Block>
      )}
    </>
  );
}
