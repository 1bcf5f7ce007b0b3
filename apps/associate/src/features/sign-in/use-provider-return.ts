"use client";

import { useEffect, useState } from "react";
import { comeBackFromProvider, type StartOutcome } from "../../session/proofs.ts";

/**
 * What came of a visit to the identity provider, when its page has led back here; undefined where nobody comes from there.
 * The answer is good once and names nobody, and leaves the address before anything else happens.
 */
export function useProviderReturn(): StartOutcome | undefined {
  const [outcome, setOutcome] = useState<StartOutcome>();
  useEffect(() => {
    const query = location.search;
    const said = new URLSearchParams(query);
    if (!said.has("state") || !(said.has("code") || said.has("error"))) return;
    history.replaceState(null, "", location.pathname);
    void comeBackFromProvider(query).then(setOutcome);
  }, []);
  return outcome;
}
