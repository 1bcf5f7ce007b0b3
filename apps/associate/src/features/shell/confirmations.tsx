"use client";

import { firstName } from "@aisle/domain";
import { useEffect, useRef, useState } from "react";
import { type Answer, useAnswersSince } from "../../queries/answers.ts";
import { showToast } from "../../ui/toasts.ts";

const CHANNEL = "aisle.told";

/**
 * Says once that something this phone sent is confirmed, in the tab that is looked at; a phone that was in a pocket says it when
 * it is taken out. What was refused is not said in passing: it waits under "Needs you".
 */
export function Confirmations() {
  const answers = useAnswersSince();
  const isLookedAt = useIsLookedAt();
  const { told, tell } = useTold();
  useEffect(() => {
    if (!isLookedAt) return;
    const fresh = answers.filter((answer) => !told.has(answer.id));
    if (fresh.length === 0) return;
    tell(fresh.map((answer) => answer.id));
    showToast({ text: confirmationWords(fresh) });
  }, [answers, isLookedAt, told, tell]);
  return null;
}

/** What was said already, in this tab or in another. */
function useTold(): { readonly told: ReadonlySet<string>; readonly tell: (ids: readonly string[]) => void } {
  const told = useRef(new Set<string>());
  const tabs = useRef<BroadcastChannel>(undefined);
  const [tell] = useState(() => (ids: readonly string[]) => {
    for (const id of ids) told.current.add(id);
    tabs.current?.postMessage(ids);
  });
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      for (const id of data) told.current.add(id);
    };
    tabs.current = channel;
    return () => channel.close();
  }, []);
  return { told: told.current, tell };
}

/** Somebody sees this page: it is in front, and of several windows the one in use. */
function useIsLookedAt(): boolean {
  const [isLookedAt, setLookedAt] = useState(false);
  useEffect(() => {
    const look = () => setLookedAt(document.visibilityState === "visible" && document.hasFocus());
    look();
    const events = [
      [document, "visibilitychange"],
      [window, "focus"],
      [window, "blur"],
    ] as const;
    for (const [target, event] of events) target.addEventListener(event, look);
    return () => {
      for (const [target, event] of events) target.removeEventListener(event, look);
    };
  }, []);
  return isLookedAt;
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
