import type { Metadata } from "next";
import { PhonesScreen } from "../../src/features/phones/phones-screen.tsx";

export const metadata: Metadata = { title: "Phones" };

export default function Page() {
  return <PhonesScreen />;
}
