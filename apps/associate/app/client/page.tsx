import type { Metadata } from "next";
import { Suspense } from "react";
import { ClientScreen } from "../../src/features/customers/client-screen.tsx";

export const metadata: Metadata = { title: "Client" };

export default function Page() {
  return (
    <Suspense>
      <ClientScreen />
    </Suspense>
  );
}
