import type { Metadata } from "next";
import { Suspense } from "react";
import { ItemScreen } from "../../src/features/item/item-screen.tsx";

export const metadata: Metadata = { title: "Item" };

export default function Page() {
  return (
    <Suspense>
      <ItemScreen />
    </Suspense>
  );
}
