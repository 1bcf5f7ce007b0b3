import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { LEDGER_DIFFERENCES } from "@aisle/db";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ImportFault } from "./import-fault.ts";
import { importFile } from "./import-file.ts";
import { createImportBench, feedHeads, type ImportBench, importBasics, NOW } from "./testing/import-bench.ts";

let bench: ImportBench;
beforeEach(async () => {
  bench = await createImportBench();
  await importBasics(bench);
});
afterEach(() => bench[Symbol.asyncDispose]());

const SHOPIFY_OLD = [
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Barcode,Image Src,Status",
  'trench,Trench Coat,"<p>Wool &amp; silk.</p>\n<ul><li>Lined</li></ul>",Lindqvist,Coats,"new, wool",Colour,Camel,Size,S,TR-C-S,3,498.00,\'0036000291452,https://img.example/1.jpg,active',
  "trench,,,,,,,Camel,,M,TR-C-M,0,498.00,,https://img.example/2.jpg,",
  "trench,,,,,,,,,,,,,,https://img.example/3.jpg,",
  "scarf,Silk Scarf,,Lindqvist,Scarves,,Title,Default Title,,,SC,5,120.00,,,draft",
].join("\r\n");

const SHOPIFY_NEW = [
  "Title,URL handle,Description,Vendor,Type,Tags,Status,SKU,Barcode,Option1 name,Option1 value,Option2 name,Option2 value,Price,Inventory quantity,Product image URL",
  'Trench Coat,trench,"<p>Wool &amp; silk.</p><ul><li>Lined</li></ul>",Lindqvist,Coats,"new, wool",Active,TR-C-S,0036000291452,Colour,Camel,Size,S,498.00,3,https://img.example/1.jpg',
  ",trench,,,,,,TR-C-M,,,Camel,,M,498.00,0,",
  "Silk Scarf,scarf,,Lindqvist,Scarves,,Draft,SC,,Title,Default Title,,,120.00,5,",
].join("\n");

const styleRow = async (id: string) =>
  (await bench.database.query<Record<string, unknown>>("select * from style where style_id = $1", [id]))[0];
const variantRows = async (styleId: string) =>
  await bench.database.query<Record<string, unknown>>("select * from variant where style_id = $1 order by position", [styleId]);
const level = async (locationId: string, sku: string) =>
  (
    await bench.database.query<{ on_hand: number; reserved: number; unavailable: number; short: number; as_of: Date }>(
      "select l.* from stock_level l join variant v using (variant) where l.location_id = $1 and v.sku = $2",
      [locationId, sku],
    )
  )[0];

test("both header sets of Shopify give the same products", async () => {
  const old = await bench.importText(SHOPIFY_OLD, { kind: "products", location: "downtown" });
  expect(old).toMatchObject({ format: "Shopify products (old headers)", leftOut: 0, counts: { added: 3 }, styles: { added: 2 } });
  expect(await styleRow("trench")).toMatchObject({
    title: "Trench Coat",
    description: "Wool & silk.\n• Lined",
    tags: ["new", "wool"],
    option_names: ["Colour", "Size"],
    image: "https://img.example/1.jpg",
    is_active: true,
  });
  expect(await variantRows("trench")).toMatchObject([
    { sku: "TR-C-S", gtin14: "00036000291452", option_values: ["Camel", "S"], price_minor: 49_800, position: 0 },
    { sku: "TR-C-M", gtin14: null, option_values: ["Camel", "M"], price_minor: 49_800, position: 1 },
  ]);
  expect(await styleRow("scarf")).toMatchObject({ option_names: [], is_active: false });
  expect(await variantRows("scarf")).toMatchObject([{ sku: "SC", option_values: [] }]);
  expect(await level("downtown", "TR-C-S")).toMatchObject({ on_hand: 3 });
  const now = await bench.importText(SHOPIFY_NEW, { kind: "products" });
  expect(now).toMatchObject({
    format: "Shopify products (new headers)",
    counts: { added: 0, changed: 0, same: 3 },
    styles: { same: 2 },
  });
});

test("importing the same file again changes no row and tells the phones nothing", async () => {
  const file = path.join(bench.folder, "again.csv");
  writeFileSync(file, SHOPIFY_OLD);
  const once = () =>
    importFile(bench.database, { kind: "products", file, isDryRun: false, now: NOW + 86_400_000, location: "airport" });
  expect((await once()).counts).toEqual({ added: 3, changed: 0, same: 0 });
  const heads = await feedHeads(bench.database);
  const again = await once();
  expect(again).toMatchObject({ counts: { added: 0, changed: 0, same: 3 }, stock: { added: 0, changed: 0, same: 3 } });
  expect(await feedHeads(bench.database)).toEqual(heads);
});

test("one import bumps each feed it touches once and stamps the rows with it", async () => {
  const before = await feedHeads(bench.database);
  await bench.importText(SHOPIFY_OLD, { kind: "products", location: "downtown" });
  const after = await feedHeads(bench.database);
  expect(after["catalogue"]).toBe((before["catalogue"] ?? 0) + 1);
  expect(after["location:downtown"]).toBe(1);
  expect(after["network"]).toBe(before["network"]);
  expect((await styleRow("trench"))?.["version"]).toBe(String(after["catalogue"]));
  expect((await styleRow("hat"))?.["version"]).toBe(String(before["catalogue"]));
});

test("ordinals are counted on and never given twice", async () => {
  await bench.importText(SHOPIFY_NEW, { kind: "products" });
  const rows = await bench.database.query<{ sku: string }>("select variant, sku from variant order by variant");
  expect(rows).toEqual(["COAT-S", "COAT-M", "HAT", "TR-C-S", "TR-C-M", "SC"].map((sku, variant) => ({ variant, sku })));
});

test("an empty cell empties what is known, a missing column leaves it", async () => {
  await bench.importText(SHOPIFY_OLD, { kind: "products" });
  await bench.importText("Handle,Title,Vendor,Variant SKU,Variant Price\ntrench,Trench Coat,,TR-C-S,450.00\n", {
    kind: "products",
  });
  expect(await styleRow("trench")).toMatchObject({
    brand: "",
    description: "Wool & silk.\n• Lined",
    option_names: ["Colour", "Size"],
  });
  expect((await variantRows("trench"))[0]).toMatchObject({
    price_minor: 45_000,
    gtin14: "00036000291452",
    option_values: ["Camel", "S"],
  });
});

test("a dry run says what would change and changes nothing", async () => {
  const heads = await feedHeads(bench.database);
  const report = await bench.importText(SHOPIFY_NEW, { kind: "products", isDryRun: true });
  expect(report.counts.added).toBe(3);
  expect(await styleRow("trench")).toBeUndefined();
  expect(await feedHeads(bench.database)).toEqual(heads);
});

test.each([
  ["UTF-16", Buffer.from("\uFEFFsku,title,price\nA,b,1\n", "utf16le"), "AIS-IMP-003"],
  ["Windows-1252", Buffer.from("sku,title,price\nA,caf\xe9,1\n", "latin1"), "AIS-IMP-004"],
  [
    "Windows-1252 after good rows",
    Buffer.from(`sku,title,price\n${"G,good,1\n".repeat(20_000)}A,caf\xe9,1\n`, "latin1"),
    "AIS-IMP-004",
  ],
  ["an Excel workbook", Buffer.from("PK\u0003\u0004rest"), "AIS-IMP-002"],
  ["JSON", '[{"sku": 1}]', "AIS-IMP-002"],
  ["nothing", "", "AIS-IMP-005"],
  ["other columns", "colour,shape\nred,round\n", "AIS-IMP-006"],
  ["one column twice", "sku,SKU,price\nA,A,1\n", "AIS-IMP-008"],
  ["a quote that never closes", `sku,title,price\nA,a,1\nB,"b,1\n${"C,c,1\n".repeat(50)}`, "AIS-IMP-007"],
  ["half a gzip", gzipSync("sku,title,price\nA,a,1\n".repeat(5000)).subarray(0, 90), "AIS-IMP-002"],
])("a file that is %s changes nothing", async (_what, bytes, code) => {
  const heads = await feedHeads(bench.database);
  const fault = await bench.importText(Buffer.from(bytes), { kind: "products" }).catch((each: unknown) => each);
  expect(fault).toBeInstanceOf(ImportFault);
  expect(fault).toMatchObject({ code });
  expect(await feedHeads(bench.database)).toEqual(heads);
  expect(await bench.database.query("select 1 from variant where sku in ('A', 'B', 'C', 'G')")).toEqual([]);
});

test("a missing file and a folder are named", async () => {
  const importPath = (file: string) => importFile(bench.database, { kind: "products", file, isDryRun: false, now: NOW });
  await expect(importPath(path.join(bench.folder, "none.csv"))).rejects.toMatchObject({ code: "AIS-IMP-001" });
  await expect(importPath(bench.folder)).rejects.toMatchObject({ code: "AIS-IMP-001" });
});

test("semicolons, a byte order mark, gzip and European amounts are read without being told", async () => {
  const text = '\uFEFFsku;title;price;currency\r\nE1;Mantel;"1.299,00";EUR\r\nE2;Schal;49,5;EUR\r\nE3;Hut;80;EUR\r\n';
  const report = await bench.importText(gzipSync(text), { kind: "products" });
  expect(report).toMatchObject({ delimiter: ";", decimal: "comma", leftOut: 0, counts: { added: 3 } });
  const rows = await bench.database.query("select sku, price_minor from variant where sku like 'E%' order by sku");
  expect(rows).toEqual([
    { sku: "E1", price_minor: 129_900 },
    { sku: "E2", price_minor: 4950 },
    { sku: "E3", price_minor: 8000 },
  ]);
});

test("naughty strings come through byte for byte", async () => {
  const names = [
    "Ω≈ç√∫˜µ≤≥÷",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "  spaces  ",
    "田中さんにあげて下さい",
    "=1+1",
    "\u0001\u0002x",
    "👩‍👩‍👧‍👦",
    "a\r\nb",
  ];
  const rows = names.map((name, place) => `N${place},n${place},"${name.replaceAll('"', '""')}",1.00`);
  const report = await bench.importText(["sku,style,title,price", ...rows].join("\n"), { kind: "products" });
  expect(report.leftOut).toBe(0);
  const kept = await bench.database.query<{ title: string }>(
    "select title from style where style_id like 'n%' order by style_id",
  );
  expect(kept.map(({ title }) => title)).toEqual(names);
});

test("lines that say the same again are no problem", async () => {
  const row = "DUP,dup,Same,5.00";
  const report = await bench.importText(["sku,style,title,price", row, row, row].join("\n"), { kind: "products" });
  expect(report).toMatchObject({ counts: { added: 1 }, leftOut: 0, kept: 0, problemsFile: null });
});

test("problems are written so that a spreadsheet runs no formula, and vanish when there are none", async () => {
  const file = path.join(bench.folder, "list.csv");
  writeFileSync(file, 'sku,title,price\n"=cmd|1","=HYPERLINK(1)",x\n');
  const go = () => importFile(bench.database, { kind: "products", file, isDryRun: true, now: NOW });
  expect((await go()).problemsFile).toBe(`${file}.problems.csv`);
  const lines = readFileSync(`${file}.problems.csv`, "utf8").split("\r\n");
  expect(lines[0]).toBe("\uFEFFfile,row,line,column,value,reason,fix,effect,code");
  expect(lines[1]).toBe("list.csv,2,2,price,x,is no amount of USD,Write it as 1299.00 (USD).,left out,AIS-IMP-041");
  writeFileSync(file, "sku,title,price\nQ,q,1\n");
  expect((await go()).problemsFile).toBeNull();
  expect(() => readFileSync(`${file}.problems.csv`)).toThrow();
});

test("a stock file does not bring back what was sold after it", async () => {
  await bench.importText("sku,location,on_hand\nHAT,downtown,10\n", { kind: "inventory", asOf: "2026-11-20T00:00:00Z" });
  await bench.database.execute(
    `with sold as (update stock_level set on_hand = on_hand - 3 where location_id = 'downtown' returning location_id, variant)
     insert into stock_movement (location_id, variant, kind, on_hand_delta, happened_at)
     select location_id, variant, 'sale', -3, '2026-11-22T10:00:00Z' from sold`,
  );
  const night = "sku,location,on_hand\nHAT,downtown,12\n";
  await bench.importText(night, { kind: "inventory", asOf: "2026-11-22T02:00:00Z" });
  expect(await level("downtown", "HAT")).toMatchObject({ on_hand: 9 });
  const again = await bench.importText(night, { kind: "inventory", asOf: "2026-11-22T02:00:00Z" });
  expect(again.counts).toEqual({ added: 0, changed: 0, same: 1 });
  const older = await bench.importText("sku,location,on_hand\nHAT,downtown,99\n", {
    kind: "inventory",
    asOf: "2026-11-21T02:00:00Z",
  });
  expect(older).toMatchObject({ older: 1, counts: { added: 0, changed: 0, same: 0 } });
  expect(await level("downtown", "HAT")).toMatchObject({ on_hand: 9 });
  expect(await bench.database.query(LEDGER_DIFFERENCES)).toEqual([]);
});

test("promises stay when fewer units are left: the shortfall is written down and taken back", async () => {
  await bench.importText("sku,location,on_hand\nHAT,downtown,5\n", { kind: "inventory", asOf: "2026-11-20T00:00:00Z" });
  await bench.database.execute(
    `with held as (update stock_level set reserved = 4 returning location_id, variant)
     insert into stock_movement (location_id, variant, kind, reserved_delta) select location_id, variant, 'reserve', 4 from held`,
  );
  await bench.importText("sku,location,on_hand,unavailable\nHAT,downtown,2,1\n", {
    kind: "inventory",
    asOf: "2026-11-21T00:00:00Z",
  });
  expect(await level("downtown", "HAT")).toMatchObject({ on_hand: 2, unavailable: 1, reserved: 4, short: 3 });
  await bench.importText("sku,location,on_hand,unavailable\nHAT,downtown,9,0\n", {
    kind: "inventory",
    asOf: "2026-11-22T00:00:00Z",
  });
  expect(await level("downtown", "HAT")).toMatchObject({ on_hand: 9, reserved: 4, short: 0 });
  expect(await bench.database.query(LEDGER_DIFFERENCES)).toEqual([]);
});

test("the file's own date is the as-of time where nothing else says it", async () => {
  const file = path.join(bench.folder, "night.csv");
  writeFileSync(file, "sku,location,on_hand\nHAT,downtown,4\n");
  utimesSync(file, new Date("2026-11-22T03:00:00Z"), new Date("2026-11-22T03:00:00Z"));
  const report = await importFile(bench.database, { kind: "inventory", file, isDryRun: false, now: NOW });
  expect(report.asOf).toBe("2026-11-22T03:00:00.000Z");
  expect(report.remarks.map(({ code }) => code)).toEqual(["AIS-IMP-059"]);
});

test("Shopify's inventory file: what it calls available may be promised, not stocked means none", async () => {
  const header =
    "Handle,Title,Option1 Name,Option1 Value,SKU,Location,Incoming (not editable),Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)";
  const report = await bench.importText(
    [
      header,
      "coat,Wool Coat,Size,S,COAT-S,Downtown,0,1,2,5,8,",
      "coat,Wool Coat,Size,S,COAT-S,Airport,not stocked,not stocked,not stocked,not stocked,not stocked,",
      "coat,Wool Coat,Size,M,,Downtown,0,0,0,3,3,4",
    ].join("\n"),
    { kind: "inventory", asOf: "2026-11-22T00:00:00Z" },
  );
  expect(report).toMatchObject({ format: "Shopify inventory", leftOut: 0, counts: { added: 2 } });
  expect(await level("downtown", "COAT-S")).toMatchObject({ on_hand: 8, unavailable: 3 });
  expect(await level("airport", "COAT-S")).toBeUndefined();
  // Found by handle and options; "On hand (new)" wins.
  expect(await level("downtown", "COAT-M")).toMatchObject({ on_hand: 4 });
  expect(report.problems.map(({ code, row }) => [code, row])).toEqual([["AIS-IMP-021", 4]]);
});

test("rows without an SKU find each other across Shopify's two files", async () => {
  const products = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\ntee,Tee,Size,S,,20.00\ntee,,,M,,20.00\n";
  await bench.importText(products, { kind: "products" });
  const stock = "Handle,Option1 Value,SKU,Location,On hand (current)\ntee,M,,downtown,7\n";
  const report = await bench.importText(stock, { kind: "inventory", asOf: "2026-11-22T00:00:00Z" });
  expect(report.leftOut).toBe(0);
  expect(await level("downtown", "tee-M")).toMatchObject({ on_hand: 7 });
});

test("a name that two stores share has to be said by id", async () => {
  await bench.importText("id,name,latitude,longitude,state\nt-1,Terminal,37.6,-122.3,CA\nt-2,Terminal,37.6,-122.3,CA\n", {
    kind: "stores",
  });
  const report = await bench.importText("sku,location,on_hand\nHAT,terminal,1\nHAT,T-2,1\n", { kind: "inventory" });
  expect(report.problems.map(({ code, row, reason }) => [code, row, reason])).toEqual([
    ["AIS-IMP-051", 2, "is the name of t-1, t-2"],
  ]);
  expect(report.counts.added).toBe(1);
});

test("clients are found again, move between stores with a word to whose day they leave, and keep their address", async () => {
  const header = "id,name,email,home_store,address,city,postal_code,country,consent_text";
  await bench.importText(`${header}\n7,Ana Ruiz,ana@example.com,downtown,1200 Bay St,San Francisco,94123,US,yes\n`, {
    kind: "customers",
  });
  const [sam] = await bench.database.query<{ id: string }>(
    `with sam as (insert into associate (associate_id, name, role, location_id)
       values (gen_random_uuid(), 'Sam', 'lead', 'downtown') returning associate_id)
     insert into day_client (associate_id, customer_id, why) select sam.associate_id, customer_id, 'order' from sam, customer
     returning associate_id as id`,
  );
  const feed = `associate:${sam?.id}`;
  await bench.importText("id,name,home_store\n7,Ana Ruiz Lima,downtown\n", { kind: "customers" });
  expect(await feedHeads(bench.database)).toMatchObject({ [feed]: 1 });
  expect(await bench.database.query("select version::int from day_client")).toEqual([{ version: 1 }]);
  const moved = await bench.importText("id,name,home_store\n7,Ana Ruiz,airport\n", { kind: "customers" });
  expect(moved.counts).toEqual({ added: 0, changed: 1, same: 0 });
  const after = await feedHeads(bench.database);
  expect(after[feed]).toBe(2);
  expect(await bench.database.query("select from day_client")).toEqual([]);
  expect(await bench.database.query("select feed_id, table_name from tombstone")).toEqual([
    { feed_id: feed, table_name: "customers" },
  ]);
  expect(await bench.database.query("select line1, country from customer_address")).toEqual([
    { line1: "1200 Bay St", country: "US" },
  ]);
  expect(await bench.database.query("select consent_text, email from customer")).toEqual([
    { consent_text: true, email: "ana@example.com" },
  ]);
  expect(await bench.database.query("select channel, is_given, proof ->> 'how' as how from consent_event")).toEqual([
    { channel: "text", is_given: true, how: "import" },
  ]);
});

test("Magento: a later file with simple rows alone leaves them in their style", async () => {
  const header = "sku,product_type,name,price,additional_attributes,configurable_variations";
  const simple = 'P-S,simple,Parent-S,5.0000,"size=S,color=Black",';
  const parent = 'P,configurable,"Parent&trade;",5.0000,,"sku=P-S,size=S,color=Black"';
  await bench.importText([header, simple, parent].join("\n"), { kind: "products" });
  expect(await styleRow("P")).toMatchObject({ title: "Parent™", option_names: ["Size", "Color"] });
  const later = await bench.importText([header, simple.replace("5.0000", "6.0000")].join("\n"), { kind: "products" });
  expect(later).toMatchObject({ counts: { changed: 1, added: 0 }, styles: { added: 0, changed: 0 } });
  expect(await variantRows("P")).toMatchObject([{ sku: "P-S", option_values: ["S", "Black"], price_minor: 600 }]);
});
