"use client";

import type { Scan } from "@aisle/domain";
import { useCallback } from "react";
import { useOrderByNumber } from "../../queries/item.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { type LookedUp, lookUp } from "./look-up.ts";

/** Looks up a scan, or text that still has to be read. */
export function useLookUp(): (code: Scan | string) => Promise<LookedUp> {
  const { catalogue } = useReadyPhone();
  const orderByNumber = useOrderByNumber();
  return useCallback(
    async (code) => {
      const scan = typeof code === "string" ? (await import("./read-code.ts")).readCode(code) : code;
      return lookUp(scan, { catalogue, orderByNumber });
    },
    [catalogue, orderByNumber],
  );
}
