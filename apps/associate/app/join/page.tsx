import type { Metadata } from "next";
import { JoinedPage } from "../../src/features/join/joined-page.tsx";

export const metadata: Metadata = { title: "Add this phone" };

export default function Page() {
  return <JoinedPage />;
}
