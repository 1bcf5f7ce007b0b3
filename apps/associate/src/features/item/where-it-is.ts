import { type Location, localTime, milesBetween, type SourcingStep } from "@aisle/domain";
import type { Place } from "../../queries/promise.ts";
import type { StockRow } from "../../ui/stock-table.tsx";
import { dayWords, weekdayWords } from "../../words/day-words.ts";

/** A client may want to walk or drive over to a store within this many miles; from further away the parcel is the answer. */
const NEAR_MILES = 30;
/** Nobody needs to know how many more a warehouse has. */
const PLENTY = 40;

export type WhereRow = StockRow & { readonly locationId: string; readonly isUseful: boolean };

/**
 * Every place with what it means for the client, best promise first: here now, then by the day it would be at home, then
 * places that keep their last one, then those that have none. This store always counts as useful to read.
 */
export function whereRows(options: {
  readonly places: readonly Place[];
  readonly steps: readonly SourcingStep[];
  readonly home: Location;
  readonly now: number;
}): readonly WhereRow[] {
  const { places, steps, home, now } = options;
  const stepOf = new Map(steps.map((step) => [step.locationId as string, step]));
  const rated = places.map((place) => {
    const step = stepOf.get(place.location.locationId);
    const arrivesOn = step && step.reason !== "too-few" && step.reason !== "last-one" ? step.arrivesOn : null;
    const isHome = place.location.locationId === home.locationId;
    const rank = isHome && place.available > 0 ? 0 : arrivesOn !== null && !isHome ? 1 : isHome ? 2 : place.available > 0 ? 3 : 4;
    return { place, arrivesOn, isHome, rank, miles: milesBetween(home, place.location) ?? Number.POSITIVE_INFINITY };
  });
  rated.sort(
    (a, b) =>
      a.rank - b.rank ||
      compare(a.arrivesOn ?? "", b.arrivesOn ?? "") ||
      kindRank(a.place.location) - kindRank(b.place.location) ||
      a.miles - b.miles,
  );
  return rated.map(({ place, arrivesOn, isHome, miles }): WhereRow => {
    const note = isHome ? noteHere(place) : noteThere({ place, arrivesOn, miles, now });
    return {
      locationId: place.location.locationId,
      place: isHome ? "This store" : place.location.name,
      ...(note === "" ? {} : { note }),
      quantity: place.available > PLENTY ? `${PLENTY}+` : String(Math.max(0, place.available)),
      isNone: place.available <= 0,
      isUseful: isHome || place.available > 0,
    };
  });
}

function noteHere({ available, incoming }: Place): string {
  if (available < 0) return "More left than were counted. Check the shelf";
  if (available === 0) return incoming ? `Next delivery ${dueWords(incoming)}` : "";
  if (available === 1) return "Last one here";
  return "On the shelf now";
}

function noteThere({
  place,
  arrivesOn,
  miles,
  now,
}: {
  readonly place: Place;
  readonly arrivesOn: string | null;
  readonly miles: number;
  readonly now: number;
}): string {
  const { location, available, incoming } = place;
  const isShop = location.kind === "store";
  const words: string[] = [];
  if (isShop && miles <= NEAR_MILES) words.push(milesWords(miles), openWords(location, now));
  else if (arrivesOn !== null) words.push(`At home ${dayWords(arrivesOn)}`);
  if (isShop && available > 0 && arrivesOn === null) words.push("last one stays there");
  if (available <= 0 && incoming) words.push(`${dueWords(incoming)}`);
  const note = words.filter((each) => each !== "").join(" · ");
  return note.charAt(0).toUpperCase() + note.slice(1);
}

/** `Tue, 2 due`. */
function dueWords({ units, on }: { readonly units: number; readonly on: string }): string {
  return `${weekdayWords(on)}, ${units} due`;
}

/** `0.8 mi`, `14 mi`. */
export function milesWords(miles: number): string {
  return miles < 9.95 ? `${miles.toFixed(1)} mi` : `${Math.round(miles)} mi`;
}

/** `open till 9`, `opens at 10`, `closed now`, by the location's own clock. */
export function openWords(location: Pick<Location, "hours" | "timeZone">, now: number): string {
  const { weekday, minute } = localTime(now, location.timeZone);
  const hours = location.hours[weekday];
  if (!hours) return "closed today";
  if (minute < hours.opens) return `opens at ${hourWords(hours.opens)}`;
  return minute < hours.closes ? `open till ${hourWords(hours.closes)}` : "closed now";
}

function hourWords(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60) % 12 || 12;
  const minute = minuteOfDay % 60;
  return minute === 0 ? String(hour) : `${hour}:${String(minute).padStart(2, "0")}`;
}

function kindRank(location: Location): number {
  return location.kind === "warehouse" ? 0 : 1;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
