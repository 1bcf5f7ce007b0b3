"use client";

import { firstName } from "@aisle/domain";
import { useEffect, useRef } from "react";
import { type Answer, useAnswersSince } from "../../queries/answers.ts";
import { showToast } from "../../ui/toasts.ts";

/** Says once that something this phone sent is confirmed. What was refused is not said in passing: it waits under "Needs you". */
export function Confirmations() {
  const told = useRef(new Set<string>());
  const answers = useAnswersSince();
  useEffect(() => {
    const fresh = answers.filter((answer) => !told.current.has(answer.id));
    if (fresh.length === 0) return;
    for (const answer of fresh) told.current.add(answer.id);
    showToast({ text: confirmationWords(fresh) });
  }, [answers]);
  return null;
}

/** `Ana's Merino Trench Coat is confirmed: order 10482.` */
export function confirmationWords(answers: readonly Answer[]): string {
  const orders = answers.filter((answer) => answer.number !== null);
  const [only] = orders;
  if (only && orders.length === 1) {
    const whose = only.customerName === "" ? "The booking" : `${firstName(only.customerName)}'s ${only.item}`;
    return `${whose} is confirmed: order ${only.number}.`;
  }
  const count = orders.length > 0 ? orders.length : answers.length;
  const what = orders.length > 0 ? "bookings" : "things";
  return count === 1 ? "Saved at head office." : `${count} ${what} sent, all confirmed.`;
}
