import type { Metadata } from "next";
import { WelcomeScreen } from "../../src/features/welcome/welcome-screen.tsx";

export const metadata: Metadata = { title: "Welcome" };

export default function Page() {
  return <WelcomeScreen />;
}
