import type { Metadata } from "next";
import { SwitchPerson } from "../../src/features/sign-in/switch-person.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default function Page() {
  return <SwitchPerson />;
}
