"use client";

import { firstName } from "@aisle/domain";
import type { Action } from "../../queries/outbox.ts";
import { Block } from "../../ui/screen.tsx";
import { answerWords, differences, safeWords, toldWords } from "../../words/action-words.ts";
import { DifferenceTable } from "./difference-table.tsx";
import css from "./outbox.module.css";
import { useIsStuck } from "./use-is-stuck.ts";
import { useNames } from "./use-names.ts";

/** Three answers in plain words: what the client was told, what head office said, what is safe now. */
export function ActionWords({ action }: { readonly action: Action }) {
  const { row, state, after } = action;
  const { names } = useNames(row);
  const isStuck = useIsStuck(row);
  const told = toldWords(row, names);
  const changed = differences(row, names);
  const client = row.label.customerName ? firstName(row.label.customerName) : "the client";
  return (
    <>
      <Block heading="Safe to do now">
        <p className={css.said}>{safeWords({ row, state, isStuck }, names)}</p>
        {after.length > 0 && <p className={css.aside}>It goes after: {after.map((each) => each.label.title).join(", ")}.</p>}
      </Block>
      <Block heading="Head office's answer">
        <p className={css.said}>{answerWords(row, names)}</p>
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
