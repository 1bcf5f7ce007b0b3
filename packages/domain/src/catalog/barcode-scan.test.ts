import { describe, expect, it } from "vitest";
import { readScan } from "./barcode-scan.ts";

const item = "09521234543213";

describe("GS1 codes", () => {
  it.each([
    ["]C10109521234543213", "GS1-128"],
    ["]C1010952123454321310LOT7\u001d21A-1", "GS1-128 with lot and serial"],
    ["]d20109521234543213172701313922599\u001d10LOT", "GS1 DataMatrix with date and price before the lot"],
    ["]Q3\u001d010952123454321321A", "GS1 QR that repeats FNC1"],
    ["]e001095212345432133103000195", "DataBar Expanded with weight"],
    ["\u001d010952123454321310LOT", "a leading FNC1 and no prefix"],
    ["010952123454321310LOT\r", "neither prefix nor FNC1"],
    ["(01)09521234543213(10)LOT7", "as printed"],
    ["(10)LOT(7(01)09521234543213".replace("(7", "\\(7"), "as printed, a bracket in the lot"],
    ["https://id.gs1.org/01/09521234543213", "Digital Link"],
    ["HTTPS://ID.GS1.ORG/01/9521234543213/22/2A/10/LOT%2F7/21/A?17=270131#x", "Digital Link with everything"],
    ["https://shop.example:8443/nl/p/01/09521234543213?utm=1&3103=000195", "Digital Link of any host and prefix"],
    ["]Q1https://shop.example/01/09521234543213", "Digital Link with a prefix"],
    ["0209521234543213371200", "a carton of them, marked as GS1"],
  ])("%j is the item: %s", (raw) => {
    const scan = raw.startsWith("02") ? readScan(raw, "gs1") : readScan(raw);
    expect(scan).toMatchObject({ kind: "gtin", gtin14: item, raw });
  });

  it("keeps lot, serial, date and price", () => {
    const scan = readScan("]d2010952123454321317270131392259910\u001d10LOT7\u001d21A");
    expect(scan).toMatchObject({ ais: { "01": item, "17": "270131", "3922": "59910", "10": "LOT7", "21": "A" } });
  });

  it.each([
    ["]C10109521234543214", "bad-check-digit"],
    ["(01)09521234543214", "bad-check-digit"],
    ["https://id.gs1.org/01/09521234543214", "bad-check-digit"],
    ["]C101095212345432", "malformed"],
    ["]C1010952123454321389X", "malformed"],
    ["]d2010952123454321310LO~T", "malformed"],
    ["]C101095212345432130109521234543220", "malformed"],
    ["(01)09521234543213(10)", "malformed"],
  ])("%j is text with the doubt %s", (raw, doubt) => {
    expect(readScan(raw)).toMatchObject({ kind: "text", raw, doubt });
  });

  it.each([
    "https://id.gs1.org/01/09521234543213/21/A/10/LOT",
    "https://id.gs1.org/01/09521234543213/10/%E0%A4",
    "https://user@id.gs1.org/01/09521234543213",
    "https://shop.example/?01=09521234543213",
    "https://shop.example/p/merino-coat?v=MC-1",
    "]C100006141411234567890",
    "]d1TESTING",
  ])("%j is plain text", (raw) => {
    const scan = readScan(raw);
    expect(scan.kind).toBe("text");
    expect(scan).not.toHaveProperty("doubt");
  });
});

describe("plain codes", () => {
  it.each(["MC-1042-M", "SO-100234", "R-7K42", "1234567", "(212) 555-0100", "01-02-26"])("%j is text to look for", (raw) => {
    expect(readScan(raw)).toEqual({ kind: "text", text: raw, raw });
  });

  it("keeps what came in and looks for it without the line end", () => {
    expect(readScan(" MC-1042-M\r\n")).toEqual({ kind: "text", text: "MC-1042-M", raw: " MC-1042-M\r\n" });
    expect(readScan("]C0MC-1042-M")).toEqual({ kind: "text", text: "MC-1042-M", raw: "]C0MC-1042-M" });
  });

  it("reads the digits under bars by their kind", () => {
    expect(readScan("01234565", "upc-e")).toMatchObject({ kind: "gtin", gtin14: "00012345000065" });
    expect(readScan("0012345000065", "upc-e")).toMatchObject({ kind: "gtin", gtin14: "00012345000065" });
    expect(readScan("01234565", "ean-8")).toMatchObject({ kind: "gtin", gtin14: "00000001234565" });
    expect(readScan("]E401234565")).toMatchObject({ kind: "gtin", gtin14: "00000001234565" });
    expect(readScan("]E3978044101498951299")).toMatchObject({ kind: "gtin", gtin14: "09780441014989" });
    expect(readScan("10012345678902", "itf")).toMatchObject({ kind: "gtin", gtin14: "10012345678902" });
  });

  it("takes no short read of interleaved bars and no eight digits of Code 128 for an item", () => {
    expect(readScan("036000291452", "itf").kind).toBe("text");
    expect(readScan("96385074", "other").kind).toBe("text");
  });

  it("offers both readings of eight digits that may be either", () => {
    expect(readScan("01234565")).toEqual({
      kind: "gtin",
      gtin14: "00012345000065",
      otherwise: "00000001234565",
      raw: "01234565",
    });
    expect(readScan("96385074")).toEqual({ kind: "gtin", gtin14: "00000096385074", raw: "96385074" });
  });

  it("doubts a number that fails its check digit", () => {
    expect(readScan("4006381333932")).toMatchObject({ kind: "text", doubt: "bad-check-digit" });
    expect(readScan("4006381333932", "ean-13")).toMatchObject({ kind: "text", doubt: "bad-check-digit" });
  });
});
