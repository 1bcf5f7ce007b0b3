import type { Metadata } from "next";
import { CheckScreen } from "../../src/features/store/check-screen.tsx";

export const metadata: Metadata = { title: "Check this phone" };

export default function Page() {
  return <CheckScreen />;
}
