import type { Metadata } from "next";
import { OutboxScreen } from "../../src/features/outbox/outbox-screen.tsx";

export const metadata: Metadata = { title: "Outbox" };

export default function Page() {
  return <OutboxScreen />;
}
