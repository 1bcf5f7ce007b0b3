"use client";

import type { Action } from "../../queries/outbox.ts";
import { type Step, Steps } from "../../ui/steps.tsx";
import { useMoment } from "./use-names.ts";

/** On this phone, sent, answered: each with its time. */
export function ActionTrail({ action }: { readonly action: Action }) {
  return <Steps label="How far it is" steps={trailOf(action, useMoment())} />;
}

/** `moment` says epoch ms in words. Times are this phone's, but for the answer: that is head office's. */
export function trailOf({ row, state }: Pick<Action, "row" | "state">, moment: (at: number) => string): readonly Step[] {
  const { issuedAt, sentAt, attempts, outcome } = row;
  const tries = attempts > 1 ? `, ${attempts} tries` : "";
  const isWaiting = outcome === null;
  return [
    { label: "On this phone", when: moment(Date.parse(issuedAt)), mark: isWaiting && attempts === 0 ? "waiting" : "done" },
    {
      label: isWaiting ? (state === "sending" || attempts === 0 ? "Sending" : "Tried") : "Sent",
      when: sentAt === undefined ? "" : `${moment(sentAt)}${tries}`,
      mark: isWaiting ? (attempts === 0 ? "ahead" : "waiting") : "done",
    },
    answerStep({ state, when: outcome === null ? "" : moment(Date.parse(outcome.decidedAt)) }),
  ];
}

function answerStep({ state, when }: { readonly state: Action["state"]; readonly when: string }): Step {
  switch (state) {
    case "on-this-phone":
    case "sending":
      return { label: "Confirmed", when, mark: "ahead" };
    case "confirmed":
      return { label: "Confirmed", when, mark: "now" };
    case "needs-you":
      return { label: "Needs you", when, mark: "bad" };
    case "sent-again":
      return { label: "Refused, sent again", when, mark: "done" };
    case "put-aside":
      return { label: "Refused, put aside", when, mark: "done" };
  }
}
