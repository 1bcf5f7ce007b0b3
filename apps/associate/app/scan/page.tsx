import type { Metadata } from "next";
import { Suspense } from "react";
import { ScanScreen } from "../../src/features/scan/scan-screen.tsx";

export const metadata: Metadata = { title: "Scan" };

export default function Page() {
  return (
    <Suspense>
      <ScanScreen />
    </Suspense>
  );
}
