import { ADDRESS_LINE_MAX, NAME_MAX } from "@aisle/domain";
import { type Cells, readCode, readText, readYesNo } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import { isDay } from "./read-stock.ts";
import type { StagedAddress } from "./staged-rows.ts";
import { TEXT_MAX } from "./text-limits.ts";

/** Our own file of clients, one row each; docs/import.md lists its columns. Names are taken byte for byte. */
export const plainCustomers: Format = {
  name: "Plain customers",
  kind: "customers",
  columns: [
    { key: "id", names: ["id", "customer id", "external id"] },
    { key: "name", names: ["name", "full name"] },
    { key: "first name", names: ["first name", "firstname"] },
    { key: "last name", names: ["last name", "lastname"] },
    { key: "phone", names: ["phone", "telephone", "mobile"] },
    { key: "email", names: ["email", "e mail"] },
    { key: "home", names: ["home store", "home", "store", "location"] },
    { key: "since", names: ["since", "created at"] },
    { key: "wears", names: ["wears", "sizes"] },
    { key: "consent text", names: ["consent text", "accepts sms marketing"] },
    { key: "consent email", names: ["consent email", "accepts email marketing"] },
    { key: "consent call", names: ["consent call"] },
    { key: "line1", names: ["address", "line1", "address1", "street"] },
    { key: "line2", names: ["address2", "line2"] },
    { key: "city", names: ["city"] },
    { key: "region", names: ["region", "state", "province"] },
    { key: "postal code", names: ["postal code", "zip", "postcode"] },
    { key: "country", names: ["country", "country id"] },
  ],
  marks: [["name"], ["first name"], ["firstname"], ["full name"]],
  createReader: (reading) => (cells) => readRow(cells, reading),
};

function readRow(cells: Cells, reading: Reading): void {
  const name = readName(cells);
  const email = readEmail(cells);
  const phone = readPhone(cells);
  const id = readCode(cells, "id", 128);
  const home = readCode(cells, "home", TEXT_MAX.name) || reading.location;
  if (!home) {
    const fix = "Name the client's store, or pass --location for the whole file.";
    cells.report("AIS-IMP-012", "home", { reason: "is empty", fix, effect: "left out" });
  }
  if (id === null || name === null || !home) return;
  // Without a number of the retailer's own, the e-mail address or the phone number finds the client again.
  const known = id || (email ? `email:${email.toLowerCase()}` : "") || (phone ? `phone:${phone.replace(/\D/g, "")}` : "");
  if (known === "") {
    const fix = "Give an id, an e-mail address or a phone number: importing again would make a second client.";
    cells.report("AIS-IMP-070", "id", { reason: "is empty, and so are e-mail and phone", fix, effect: "left out" });
    return;
  }
  reading.add("import_customer", {
    row: cells.row,
    line: cells.line,
    external_id: known,
    name,
    phone,
    email,
    home,
    since: readSince(cells),
    wears: cells.has("wears")
      ? cells
          .raw("wears")
          .split("|")
          .map((word) => word.trim())
          .filter(Boolean)
      : null,
    consent_text: readYesNo(cells, "consent text"),
    consent_email: readYesNo(cells, "consent email"),
    consent_call: readYesNo(cells, "consent call"),
    address: readAddress(cells),
  });
}

function readName(cells: Cells): string | null {
  const part = (key: string) => readText(cells, key, NAME_MAX) ?? "";
  const parted = [part("first name"), part("last name")].filter((word) => word.trim() !== "").join(" ");
  const name = part("name") || parted;
  if (name.trim() !== "") return name;
  cells.report("AIS-IMP-012", "name", { reason: "is empty", fix: "Give the client a name.", effect: "left out" });
  return null;
}

function readEmail(cells: Cells): string | null {
  const email = readText(cells, "email", TEXT_MAX.email)?.trim() ?? null;
  if (!email || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  cells.report("AIS-IMP-071", "email", { reason: "is no e-mail address", fix: "Correct it, or leave it empty.", effect: "kept" });
  return "";
}

function readPhone(cells: Cells): string | null {
  const phone = readText(cells, "phone", TEXT_MAX.phone)?.trim() ?? null;
  if (!phone || (/^[+()\d\s./x-]+$/i.test(phone) && phone.replace(/\D/g, "").length >= 5)) return phone;
  cells.report("AIS-IMP-072", "phone", { reason: "is no phone number", fix: "Correct it, or leave it empty.", effect: "kept" });
  return "";
}

/** The year in which a client became one, from a year or a day. */
function readSince(cells: Cells): number | null {
  const text = cells.raw("since").trim();
  if (text === "") return null;
  const year = Number(text.slice(0, 4));
  if ((/^\d{4}$/.test(text) || isDay(text.slice(0, 10))) && year >= 1900 && year <= 2100) return year;
  cells.report("AIS-IMP-075", "since", { reason: "is neither a year nor a day", fix: "Write it as 2021.", effect: "kept" });
  return null;
}

/** Null where the file has no address or an incomplete one (then reported): nothing could be sent there. */
function readAddress(cells: Cells): StagedAddress | null {
  const text = (key: string, max: number = ADDRESS_LINE_MAX) => readText(cells, key, max) ?? "";
  const country = text("country").trim().toUpperCase();
  const address = {
    line1: text("line1"),
    line2: text("line2"),
    city: text("city"),
    region: text("region"),
    postal_code: text("postal code", 20),
    country,
  };
  if (Object.values(address).every((part) => part.trim() === "")) return null;
  const missing = (["line1", "city", "postal_code", "country"] as const).find((part) => address[part].trim() === "");
  if (missing === undefined && /^[A-Z]{2}$/.test(country)) return address;
  const key = missing === undefined ? "country" : missing.replace("_", " ");
  const reason = missing === undefined ? "is no country code" : "is empty";
  cells.report("AIS-IMP-073", key, { reason, fix: "Give street, city, postal code and a code such as US.", effect: "kept" });
  return null;
}
