"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { routes } from "../../routes.ts";

/** The join address on a phone that is in already: there is nothing to do here. */
export function JoinedPage() {
  const router = useRouter();
  useEffect(() => router.replace(routes.today), [router]);
  return null;
}
