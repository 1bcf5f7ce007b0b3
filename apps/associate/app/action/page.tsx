import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionScreen } from "../../src/features/outbox/action-screen.tsx";

export const metadata: Metadata = { title: "Action" };

export default function Page() {
  return (
    <Suspense>
      <ActionScreen />
    </Suspense>
  );
}
