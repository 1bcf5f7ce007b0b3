"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";

/** Back to where one came from; to `otherwise` when the app was opened on this very screen. */
export function useBack(otherwise: string): { readonly onPress: () => void } {
  const router = useRouter();
  return useMemo(
    () => ({ onPress: () => (window.history.length > 1 ? router.back() : router.push(otherwise)) }),
    [router, otherwise],
  );
}
