"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { takeTypedAhead } from "../../queries/typed-ahead.ts";
import { clientPath, findPath, itemPath, orderPath, routes } from "../../routes.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { BeforeTyping } from "./before-typing.tsx";
import css from "./find-screen.module.css";
import { FoundList, type Kind } from "./found-list.tsx";
import { type Found, useFind } from "./use-find.ts";

const LEAVING = ["click", "submit"] as const;

/** Items, clients and orders on every keystroke, all from this phone. */
export function FindScreen() {
  const router = useRouter();
  const asked = useSearchParams().get("q") ?? "";
  const [typed, setTyped] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const [written, setWritten] = useState(asked);
  // What this field wrote into the address comes back a moment later, when more may have been typed: only a new address counts.
  if (asked !== seen) {
    setSeen(asked);
    if (asked !== written) setTyped(asked);
  }
  const field = useRef<HTMLInputElement>(null);
  // In the very moment the field appears: a letter typed before it went to the field of Today, the next one comes here.
  useLayoutEffect(() => {
    const ahead = takeTypedAhead();
    if (ahead === null) return;
    setTyped(ahead);
    field.current?.focus();
  }, []);
  const [kind, setKind] = useState<Kind>("all");
  const found = useFind(typed);
  // The address follows the words, so that coming back from an item finds the same list.
  useEffect(() => {
    const follow = () => {
      clearTimeout(timer);
      setWritten(typed);
      if (typed !== asked) window.history.replaceState(null, "", findPath({ query: typed }));
    };
    const timer = setTimeout(follow, 300);
    // Before the tap that leads away: changed while the next screen is on its way, the address would bring this one back.
    for (const leaving of LEAVING) document.addEventListener(leaving, follow, { capture: true, once: true });
    return () => {
      clearTimeout(timer);
      for (const leaving of LEAVING) document.removeEventListener(leaving, follow, { capture: true });
    };
  }, [typed, asked]);

  const submit = () => {
    const only = onlyAnswer(found);
    if (only !== undefined) router.push(only);
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const choices = [
    { value: "all", label: "All" },
    { value: "items", label: `Items ${found.total}` },
    { value: "clients", label: `Clients ${found.clients.length}` },
    { value: "orders", label: `Orders ${found.orders.length}` },
  ];
  const isNothing = found.query !== "" && found.items.length + found.clients.length + found.orders.length === 0;
  return (
    <PhoneScreen tab="Find">
      <h1 className={css.title}>Find</h1>
      <div className={css.top}>
        <SearchField
          ref={field}
          label="Item, client or order"
          value={typed}
          onChange={setTyped}
          onSubmit={submit}
          autoFocus={asked === ""}
        />
      </div>
      {found.query === "" ? (
        <BeforeTyping />
      ) : (
        <>
          <div className={css.chips}>
            {/* Boundary: the values are the kinds listed above. */}
            <FilterChips legend="Show" choices={choices} value={kind} onChange={(value) => setKind(value as Kind)} />
          </div>
          {found.understood !== undefined && <p className={css.loose}>Showing matches for “{found.understood}”</p>}
          {isNothing && !found.isWhole ? (
            <p className={css.loose}>Nothing so far. Still reading the catalogue.</p>
          ) : isNothing ? (
            <EmptyState action={<ButtonLink href={routes.scan}>Scan the tag</ButtonLink>}>
              No match for “{found.query}”. Check the spelling, or scan the tag.
            </EmptyState>
          ) : (
            <FoundList found={found} kind={kind} />
          )}
          <p role="status" className={css.spoken}>
            {countWords(found)}
          </p>
        </>
      )}
    </PhoneScreen>
  );
}

/** A code or an order's number goes straight to the thing. */
function onlyAnswer({ items, clients, orders }: Found): string | undefined {
  const [item] = items;
  if (item?.variant && clients.length === 0) return itemPath({ style: item.style.styleId, sku: item.variant.sku });
  if (items.length + clients.length + orders.length !== 1) return undefined;
  if (item) return itemPath({ style: item.style.styleId });
  const [client] = clients;
  if (client) return clientPath(client.customerId);
  const [order] = orders;
  return order && orderPath(order.kind === "here" ? order.orderId : order.order.orderId);
}

function countWords({ total, clients, orders }: Found): string {
  const words = [
    total === 1 ? "1 item" : `${total} items`,
    clients.length === 1 ? "1 client" : `${clients.length} clients`,
    orders.length === 1 ? "1 order" : `${orders.length} orders`,
  ];
  return words.join(", ");
}
