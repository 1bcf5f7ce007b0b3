import type { Metadata } from "next";
import { Suspense } from "react";
import { ClientsScreen } from "../../src/features/customers/clients-screen.tsx";

export const metadata: Metadata = { title: "Clients" };

export default function Page() {
  return (
    <Suspense>
      <ClientsScreen />
    </Suspense>
  );
}
