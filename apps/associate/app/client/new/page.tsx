import type { Metadata } from "next";
import { Suspense } from "react";
import { NewClientScreen } from "../../../src/features/customers/new-client-screen.tsx";

export const metadata: Metadata = { title: "New client" };

export default function Page() {
  return (
    <Suspense>
      <NewClientScreen />
    </Suspense>
  );
}
