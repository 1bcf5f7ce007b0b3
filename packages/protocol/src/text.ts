import { z } from "zod";

/**
 * Text a person typed: kept byte for byte, so names in any script survive. Refused are only what no database can hold:
 * NUL, and halves of surrogate pairs.
 */
export function text(max: number) {
  return z
    .string()
    .max(max)
    .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "text holds a character that cannot be stored");
}

export function requiredText(max: number) {
  return text(max).refine((value) => value.trim() !== "", "text is empty");
}
