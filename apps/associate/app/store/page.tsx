import type { Metadata } from "next";
import { StoreScreen } from "../../src/features/store/store-screen.tsx";

export const metadata: Metadata = { title: "Store" };

export default function Page() {
  return <StoreScreen />;
}
