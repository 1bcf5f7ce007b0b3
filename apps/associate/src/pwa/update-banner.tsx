"use client";

import { useEffect, useRef, useState } from "react";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { type AppUpdates, registerServiceWorker } from "./register.ts";
import css from "./update-banner.module.css";

/** Says that a new version waits, for the associate to take between two clients. Without one it is not there. */
export function UpdateBanner() {
  const updates = useRef<AppUpdates>(undefined);
  const [state, setState] = useState<"none" | "ready" | "switching">("none");
  useEffect(() => {
    updates.current = registerServiceWorker({ onUpdateReady: () => setState((now) => (now === "switching" ? now : "ready")) });
    return () => updates.current?.stop();
  }, []);
  if (state === "none") return null;
  return (
    <div className={css.place} role="status">
      <UpdateNotice
        isBusy={state === "switching"}
        onUpdate={() => {
          setState("switching");
          updates.current?.updateNow();
        }}
      />
    </div>
  );
}

export function UpdateNotice({ onUpdate, isBusy = false }: { readonly onUpdate: () => void; readonly isBusy?: boolean }) {
  return (
    <Banner
      tone="quiet"
      action={
        <Button look="ghost" size="row" onPress={onUpdate} isBusy={isBusy}>
          Update now
        </Button>
      }
    >
      Update when you're done with this client.
    </Banner>
  );
}
