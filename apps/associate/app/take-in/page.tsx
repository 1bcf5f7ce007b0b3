import type { Metadata } from "next";
import { TakeInScreen } from "../../src/features/rescue/take-in-screen.tsx";

export const metadata: Metadata = { title: "Take in actions" };

export default function Page() {
  return <TakeInScreen />;
}
