import { z } from "zod";
import { ok, type Result, refuse } from "../result.ts";

/**
 * The GS1 check digit over `digits` (0 to 9 only, without the check digit itself): weights 3, 1, 3, ... from the right,
 * filled up to the next ten. GS1 General Specifications, 7.9.
 */
export function gtinCheckDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1;
    sum += weight * Number(digits[index]);
  }
  return (10 - (sum % 10)) % 10;
}

/** A trade item's number in its one stored form: 14 digits, padded with zeros on the left, check digit verified. */
export const Gtin14 = z
  .string()
  .regex(/^\d{14}$/)
  .refine((digits) => hasCheckDigit(digits) && !isAllZeros(digits))
  .brand<"Gtin14">();
export type Gtin14 = z.infer<typeof Gtin14>;

/** `not-a-gtin`: no spelling of a GTIN has this form. `bad-check-digit`: it has the form and was misread or mistyped. */
export type GtinRefusal = "not-a-gtin" | "bad-check-digit";

/**
 * Reads a GTIN as people and files spell it: UPC-A, UPC-E with its check digit, EAN-8, EAN-13, ITF-14 or GTIN-14,
 * with spaces or dashes anywhere.
 *
 * Eight digits have two readings. GS1 gives no EAN-8 that starts with 0 to a product sold in more than one chain
 * (those are for use inside a chain), while every UPC-E does start with 0: so UPC-E goes first there.
 */
export function toGtin14(text: string): Result<Gtin14, GtinRefusal> {
  const digits = text.replace(/[\s\u2010-\u2015-]/g, "");
  if (digits.length === 8 && digits.startsWith("0")) {
    const shortened = gtinFromUpcE(digits);
    if (shortened.ok) return shortened;
  }
  return gtinFromDigits(digits);
}

/** Pads 8, 12, 13 or 14 digits to a GTIN-14. Eight digits are an EAN-8 here, never a UPC-E. */
export function gtinFromDigits(digits: string): Result<Gtin14, GtinRefusal> {
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || isAllZeros(digits)) return refuse("not-a-gtin");
  if (!hasCheckDigit(digits)) return refuse("bad-check-digit");
  return ok(Gtin14.parse(digits.padStart(14, "0")));
}

/**
 * Expands the 8 digits of a UPC-E (number system 0 or 1, six digits, check digit) to the UPC-A that it shortens.
 * GS1 General Specifications, 5.2.2.4.2.
 */
export function gtinFromUpcE(digits: string): Result<Gtin14, GtinRefusal> {
  if (!/^[01]\d{7}$/.test(digits)) return refuse("not-a-gtin");
  const system = digits.slice(0, 1);
  const body = digits.slice(1, 7);
  const check = digits.slice(7);
  const last = Number(body.slice(5));
  let middle: string;
  if (last <= 2) middle = `${body.slice(0, 2)}${last}0000${body.slice(2, 5)}`;
  else if (last === 3) middle = `${body.slice(0, 3)}00000${body.slice(3, 5)}`;
  else if (last === 4) middle = `${body.slice(0, 4)}00000${body.slice(4, 5)}`;
  else middle = `${body.slice(0, 5)}0000${last}`;
  return gtinFromDigits(`${system}${middle}${check}`);
}

function hasCheckDigit(digits: string): boolean {
  return gtinCheckDigit(digits.slice(0, -1)) === Number(digits.slice(-1));
}

function isAllZeros(digits: string): boolean {
  return /^0*$/.test(digits);
}
