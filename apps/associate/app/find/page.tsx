import type { Metadata } from "next";
import { Suspense } from "react";
import { FindScreen } from "../../src/features/find-item/find-screen.tsx";

export const metadata: Metadata = { title: "Find" };

export default function Page() {
  return (
    <Suspense>
      <FindScreen />
    </Suspense>
  );
}
