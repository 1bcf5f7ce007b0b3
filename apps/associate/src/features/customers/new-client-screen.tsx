"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useRecents } from "../../queries/recents.ts";
import { clientPath, routes } from "../../routes.ts";
import { useFocus } from "../../session/focus.ts";
import { carriedName } from "../../session/new-client-name.ts";
import { ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { NewClientForm } from "./new-client-form.tsx";

/** Somebody new, with three questions. They are served from then on. */
export function NewClientScreen() {
  const router = useRouter();
  const [name] = useState(carriedName);
  const back = useBack(routes.clients);
  const { serve } = useFocus();
  const { rememberClient } = useRecents();
  return (
    <PhoneScreen back={back}>
      <ScreenTitle note="Saved on this phone at once, with no signal too.">New client</ScreenTitle>
      <NewClientForm
        name={name}
        asks="who"
        submit="Add client"
        onMade={(client) => {
          serve({ customerId: client.customerId, name: client.name });
          rememberClient(client.customerId);
          router.replace(clientPath(client.customerId));
        }}
      />
    </PhoneScreen>
  );
}
