import type { Metadata } from "next";
import { Suspense } from "react";
import { DesignPage } from "./design-page.tsx";

export const metadata: Metadata = { title: "Design" };

export default function Page() {
  return (
    <Suspense>
      <DesignPage />
    </Suspense>
  );
}
