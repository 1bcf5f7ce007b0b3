"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { findPath, itemPath, orderPath } from "../../routes.ts";
import { listenForWedge } from "../../scanning/wedge.ts";
import { takerOfScans } from "./scan-taker.ts";
import { useLookUp } from "./use-look-up.ts";

/** Hears a paired scanner on every screen: it needs no screen of its own. What it reads opens at once. */
export function PairedScanner() {
  const router = useRouter();
  const look = useLookUp();
  useEffect(() => {
    const open = async (raw: string) => {
      const found = await look(raw);
      if (found.kind === "item") router.push(itemPath({ style: found.style.styleId, sku: found.variant.sku, by: "scan" }));
      else if (found.kind === "order") router.push(orderPath(found.orderId));
      else router.push(findPath({ query: found.code }));
    };
    return listenForWedge(document, (raw, field) => {
      const isForms = field !== undefined && field.type !== "search" && field.name !== "code";
      // A sheet asks something; a scan behind its back would be answered by nobody.
      if (isForms || document.querySelector("dialog[open]") !== null) return "left";
      const take = takerOfScans();
      if (take) take(raw);
      else void open(raw);
      return "taken";
    });
  }, [router, look]);
  return null;
}
