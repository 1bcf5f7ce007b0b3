import fc from "fast-check";
import { expect, it } from "vitest";
import { Gtin14, gtinCheckDigit, gtinFromDigits, gtinFromUpcE, toGtin14 } from "./barcode.ts";

const gtin = (text: string) => Gtin14.parse(text);

it.each([
  ["0 36000 29145 2", "00036000291452", "UPC-A as printed"],
  ["036000291452", "00036000291452", "UPC-A"],
  ["4006381333931", "04006381333931", "EAN-13"],
  ["978-0-441-01498-9", "09780441014989", "ISBN-13 with dashes"],
  ["96385074", "00000096385074", "EAN-8"],
  ["04965802", "00049000006582", "UPC-E ending in 0"],
  ["01234133", "00012300000413", "UPC-E ending in 3"],
  ["01234145", "00012340000015", "UPC-E ending in 4"],
  ["01234565", "00012345000065", "UPC-E ending in 6"],
  ["1 00 12345 67890 2", "10012345678902", "ITF-14"],
  [" 00036000291452 ", "00036000291452", "GTIN-14"],
])("%s is read as %s: %s", (text, expected) => {
  expect(toGtin14(text)).toEqual({ ok: true, value: gtin(expected) });
});

it.each([
  ["", "not-a-gtin"],
  ["SKU-1234", "not-a-gtin"],
  ["3600029145", "not-a-gtin"],
  ["36000291452", "not-a-gtin"],
  ["000000000000", "not-a-gtin"],
  ["٠٣٦٠٠٠٢٩١٤٥٢", "not-a-gtin"],
  ["036000291453", "bad-check-digit"],
  ["5012345678901", "bad-check-digit"],
  ["96385075", "bad-check-digit"],
])("%j is refused as %s", (text, refusal) => {
  expect(toGtin14(text)).toEqual({ ok: false, refusal });
});

it("reads eight digits as the bars say: the same digits are two items", () => {
  expect(gtinFromUpcE("01234565")).toEqual({ ok: true, value: "00012345000065" });
  expect(gtinFromDigits("01234565")).toEqual({ ok: true, value: "00000001234565" });
});

it("never expands digits that start with 1 unless the bars say UPC-E, since an EAN-8 may start with 1", () => {
  expect(gtinFromUpcE("12345124")).toEqual({ ok: true, value: "00123200004514" });
  expect(toGtin14("12345124")).toEqual({ ok: false, refusal: "bad-check-digit" });
});

it("refuses every single wrong digit", () => {
  const twelve = fc.stringMatching(/^[0-9]{13}$/).filter((digits) => !/^0+$/.test(digits));
  fc.assert(
    fc.property(twelve, fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
      const right = `${body}${gtinCheckDigit(body)}`;
      const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1);
      return gtinFromDigits(right).ok && !gtinFromDigits(wrong).ok;
    }),
    { seed: 7 },
  );
});

it("lets only a verified number be a Gtin14", () => {
  expect(Gtin14.safeParse("00036000291452").success).toBe(true);
  expect(Gtin14.safeParse("00036000291453").success).toBe(false);
  expect(Gtin14.safeParse("036000291452").success).toBe(false);
});
