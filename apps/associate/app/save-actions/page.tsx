import type { Metadata } from "next";
import { SaveActionsScreen } from "../../src/features/rescue/save-actions-screen.tsx";

export const metadata: Metadata = { title: "Save unsent actions" };

export default function Page() {
  return <SaveActionsScreen />;
}
