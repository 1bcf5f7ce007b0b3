import { expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";
import { sniff } from "./sniff.ts";

async function read(text: string, sizes = text.length): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += sizes) yield bytes.subarray(at, at + sizes);
  }
  const rows: unknown[] = [];
  for await (const row of readCsv(pieces(), sniff(bytes))) rows.push(row);
  return rows;
}

const MIXED = 'a,b,c\r\n1,"x\r\ny",3\r\n\r\n2,5" pipe,3\r\n3,ok,"l1\nl2"\r\n4,"Shirt,10\r\n5,"Pants",20\r\n6,ok,1';
const PLACES = [
  { row: 2, line: 2, cells: ["1", "x\r\ny", "3"] },
  { row: 4, line: 5, broken: true },
  { row: 5, line: 6, cells: ["3", "ok", "l1\nl2"] },
  { row: 6, line: 8, broken: true },
  { row: 7, line: 10, cells: ["6", "ok", "1"] },
];

test("rows count as in a spreadsheet, lines as in an editor, and a stray quote costs its own row only", async () => {
  expect(await read(MIXED)).toEqual(PLACES);
});

test("it does not matter where the pieces are cut", async () => {
  expect(await read(MIXED, 1)).toEqual(PLACES);
  expect(await read(MIXED, 7)).toEqual(PLACES);
});

test.each([
  ["a,b\n1,2\n", ","],
  ["\uFEFFa;b;c\n1;2,5;3\n", ";"],
  ["a\tb\n1\t2\n", "\t"],
  ['"a, b",c;d\n', ","],
])("the delimiter of %j is %j", (text, delimiter) => {
  expect(sniff(Buffer.from(text)).delimiter).toBe(delimiter);
});

test("a byte order mark is no part of the first heading", () => {
  expect(sniff(Buffer.from("\uFEFFsku,title\n")).header).toEqual(["sku", "title"]);
});
