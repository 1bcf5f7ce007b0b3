import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Location } from "../locations.ts";
import { aLocationId, anAddress, aSku, aStore, aWarehouse } from "../testing/builders.ts";
import { decideShipToHome, type LineKnowledge, type PriceDesk, type ShipToHomeRequest } from "./ship-to-home.ts";

const unionSquare = aStore("union-square");
const fairfield = aStore("fairfield", { latitude: 38.25, longitude: -122.04 });
const reno = aWarehouse("reno");
const newark = aWarehouse("newark", { latitude: 40.73, longitude: -74.17, timeZone: "America/New_York" });
const coat = aSku("MTC-CAMEL-M");
const scarf = aSku("SCARF-GREY");
/** Monday 23 November 2026, ten in the morning in San Francisco. */
const now = Date.UTC(2026, 10, 23, 18);
const DAY_MS = 86_400_000;

function aRequest(facts: Partial<ShipToHomeRequest> = {}): ShipToHomeRequest {
  return {
    lines: [{ sku: coat, quantity: 1 }],
    address: anAddress(),
    method: "standard",
    from: null,
    quoted: { locationId: aLocationId("reno"), arrivesOn: "2026-11-26", prices: { [coat]: 49_800 }, currency: "USD" },
    ...facts,
  };
}

const known = (...stock: (readonly [Location, number])[]): LineKnowledge => ({
  priceMinor: 49_800,
  currency: "USD",
  candidates: stock.map(([location, available]) => ({ location, available })),
});

/** Every proof is head office's own here; `price-told.test.ts` is about those that are not. */
const desk: PriceDesk = { check: () => "ours", prove: () => "proof" };

function decide(request: ShipToHomeRequest, known: Record<string, LineKnowledge>, at = now) {
  return decideShipToHome(request, { bySku: new Map(Object.entries(known)), destination: unionSquare, now: at, desk });
}

describe("a booking that stands", () => {
  it("ships from the building that was quoted, on the day that was told", () => {
    const decision = decide(aRequest(), { [coat]: known([reno, 3], [fairfield, 4]) });
    expect(decision).toMatchObject({
      ok: true,
      value: {
        lines: [{ sku: coat, quantity: 1, locationId: "reno", priceMinor: 49_800 }],
        arrivesOn: "2026-11-26",
        isLaterThanQuoted: false,
      },
    });
  });

  it("may come from elsewhere when that is no later than the customer was told", () => {
    const decision = decide(aRequest(), { [coat]: known([reno, 0], [fairfield, 4]) });
    expect(decision).toMatchObject({ ok: true, value: { lines: [{ locationId: "fairfield" }], isLaterThanQuoted: false } });
  });

  it("stands with its later day when only the calendar moved on since it was quoted", () => {
    const decision = decide(aRequest(), { [coat]: known([reno, 3]) }, now + DAY_MS);
    expect(decision).toMatchObject({ ok: true, value: { arrivesOn: "2026-11-27", isLaterThanQuoted: true } });
  });

  it("arrives with its last line", () => {
    const request = aRequest({
      lines: [
        { sku: coat, quantity: 1 },
        { sku: scarf, quantity: 2 },
      ],
      quoted: { locationId: aLocationId("newark"), arrivesOn: "2026-12-01", prices: {}, currency: null },
    });
    const decision = decide(request, { [coat]: known([reno, 3]), [scarf]: known([newark, 9]) });
    expect(decision).toMatchObject({
      ok: true,
      value: { lines: [{ arrivesOn: "2026-11-26" }, { arrivesOn: "2026-11-30" }], arrivesOn: "2026-11-30" },
    });
  });

  it("takes a store's last one when the associate asked for that store", () => {
    const request = aRequest({ from: aLocationId("fairfield") });
    expect(decide(request, { [coat]: known([fairfield, 1], [reno, 9]) })).toMatchObject({
      ok: true,
      value: { lines: [{ locationId: "fairfield" }] },
    });
  });
});

describe("a booking that is refused", () => {
  it("names what the address lacks, before anything else", () => {
    const request = aRequest({ address: anAddress({ line1: "", postalCode: " " }) });
    expect(decide(request, {})).toEqual({ ok: false, refusal: { code: "address-missing", fields: ["line1", "postalCode"] } });
  });

  it("does not know an item that is in no catalogue", () => {
    expect(decide(aRequest(), { [scarf]: known([reno, 3]) })).toEqual({
      ok: false,
      refusal: { code: "unknown-item", sku: coat },
    });
  });

  it("is not paid in two currencies", () => {
    const lines = [coat, scarf].map((sku) => ({ sku, quantity: 1 }));
    const scarves: LineKnowledge = { priceMinor: 100, currency: "EUR", candidates: [{ location: reno, available: 9 }] };
    expect(decide(aRequest({ lines }), { [coat]: known([reno, 3]), [scarf]: scarves })).toEqual({
      ok: false,
      refusal: { code: "two-currencies", currencies: ["USD", "EUR"] },
    });
  });

  it("does not come to more than an order can hold", () => {
    const dear: LineKnowledge = { priceMinor: 2_000_000_000, currency: "USD", candidates: [{ location: reno, available: 9 }] };
    const quoted = { ...aRequest().quoted, prices: {} };
    const two = aRequest({ lines: [{ sku: coat, quantity: 2 }], quoted });
    expect(decide(two, { [coat]: dear })).toMatchObject({ refusal: { code: "total-too-high", currency: "USD" } });
    expect(decide(aRequest({ quoted }), { [coat]: dear })).toMatchObject({ ok: true });
  });

  it("never charges another price than the one told", () => {
    const request = aRequest({ quoted: { ...aRequest().quoted, prices: { [coat]: 39_800 } } });
    expect(decide(request, { [coat]: known([reno, 3]) })).toEqual({
      ok: false,
      refusal: {
        code: "price-changed",
        sku: coat,
        quotedMinor: 39_800,
        quotedCurrency: "USD",
        nowMinor: 49_800,
        nowCurrency: "USD",
        nowProof: "proof",
      },
    });
  });

  it("leaves it to the customer when it sold out and only a later place has it", () => {
    const decision = decide(aRequest(), { [coat]: known([reno, 0], [newark, 5]) });
    expect(decision).toEqual({
      ok: false,
      refusal: {
        code: "sold-out-at-source",
        sku: coat,
        alternatives: [{ sku: coat, locationId: "newark", arrivesOn: "2026-11-30", available: 5 }],
      },
    });
  });

  it("offers the other places when the one asked for has too few", () => {
    const request = aRequest({ from: aLocationId("fairfield") });
    const decision = decide(request, { [coat]: known([fairfield, 0], [reno, 5], [newark, 5]) });
    expect(decision).toMatchObject({
      refusal: { code: "sold-out-at-source", alternatives: [{ locationId: "reno" }, { locationId: "newark" }] },
    });
  });

  it("does not offer the place just tried again, unless it is the only one and merely later", () => {
    const request = aRequest({ from: aLocationId("newark") });
    expect(decide(request, { [coat]: known([reno, 0], [newark, 5], [fairfield, 3]) })).toMatchObject({
      refusal: { alternatives: [{ locationId: "fairfield", arrivesOn: "2026-11-26" }] },
    });
    expect(decide(request, { [coat]: known([reno, 0], [newark, 5]) })).toMatchObject({
      refusal: { alternatives: [{ locationId: "newark", arrivesOn: "2026-11-30" }] },
    });
  });

  it("says so when nobody has it", () => {
    const decision = decide(aRequest(), { [coat]: known([reno, 0], [fairfield, 1]) });
    expect(decision).toEqual({ ok: false, refusal: { code: "no-stock-anywhere", sku: coat } });
  });
});

describe("whatever is asked of whatever is known", () => {
  const places = [reno, newark, fairfield, aStore("oakland", { latitude: 37.8, longitude: -122.27 })];
  const anyCase = fc.record({
    quantities: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
    stock: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: places.length, maxLength: places.length }),
    from: fc.constantFrom(null, ...places.map((each) => each.locationId)),
    quotedFrom: fc.constantFrom(...places.map((each) => each.locationId)),
    quotedDay: fc.constantFrom("2026-11-25", "2026-11-26", "2026-11-30"),
    line1: fc.constantFrom("1200 Bay St", ""),
    price: fc.constantFrom(49_800, 1),
  });

  function buildCase(facts: typeof anyCase extends fc.Arbitrary<infer Facts> ? Facts : never) {
    const lines = facts.quantities.map((quantity, index) => ({ sku: [coat, scarf][index] ?? coat, quantity }));
    const { from, quotedFrom, quotedDay, line1, price } = facts;
    const quoted = { locationId: quotedFrom, arrivesOn: quotedDay, prices: { [coat]: price }, currency: "USD" };
    const request = aRequest({ lines, from, address: anAddress({ line1 }), quoted });
    const stock = facts.stock.map((available, index) => [places[index] ?? reno, available] as const);
    return { request, knowledge: { [coat]: known(...stock), [scarf]: known(...stock) } };
  }

  it("nothing that was handed over is changed: the same rule runs on the phone's own rows", () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
        const { request, knowledge } = buildCase(facts);
        const before = structuredClone({ request, knowledge });
        decide(deepFreeze(request), deepFreeze(knowledge));
        expect({ request, knowledge }).toEqual(before);
      }),
    );
  });

  it("a decided line is one its building can ship, and no later than told unless the quoted building still has it", () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
        const { request, knowledge } = buildCase(facts);
        const decision = decide(request, knowledge);
        if (!decision.ok) return;
        const available = (sku: string, id: string) =>
          knowledge[sku]?.candidates.find(({ location }) => location.locationId === id)?.available ?? 0;
        for (const line of decision.value.lines) {
          expect(available(line.sku, line.locationId)).toBeGreaterThanOrEqual(line.quantity);
          const isLate = line.arrivesOn > request.quoted.arrivesOn;
          if (isLate) expect(available(line.sku, request.quoted.locationId)).toBeGreaterThanOrEqual(line.quantity);
        }
        expect(decision.value.isLaterThanQuoted).toBe(decision.value.arrivesOn > request.quoted.arrivesOn);
      }),
    );
  });

  it("an alternative that is offered would be taken when asked for", () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
        const { request, knowledge } = buildCase(facts);
        const decision = decide(request, knowledge);
        if (decision.ok || decision.refusal.code !== "sold-out-at-source") return;
        const { sku, alternatives } = decision.refusal;
        const line = request.lines.find((each) => each.sku === sku);
        for (const { locationId, arrivesOn } of alternatives) {
          const lines = line ? [line] : [];
          const again = { ...request, lines, from: locationId, quoted: { ...request.quoted, locationId, arrivesOn } };
          expect(decide(again, knowledge)).toMatchObject({ ok: true, value: { arrivesOn, isLaterThanQuoted: false } });
        }
      }),
    );
  });
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
