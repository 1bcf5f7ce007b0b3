import type { BenchTable } from "@aisle/bench/table";
import { tellInChromium } from "@aisle/bench/vault";

const MOST_LOOKED_AT = 10;

/** What rests on a shared phone in a real browser, and who can read it: the phone's own code, told as a story. */
export async function proveVault(): Promise<BenchTable> {
  const [told] = await tellInChromium({ times: 1, throttle: 1 });
  if (!told) throw new Error("the story was not told");
  const none = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
  return {
    title: "Clients on a shared phone",
    columns: ["What", "Tried", "Seen"],
    rows: [
      ["Canary names in a dump of the phone's database, at work", told.clients, told.hitsAtWork],
      ["Canary names in it after the phone was handed over", told.clients, told.hitsHandedOver],
      ["Clients of one person that the other reads", told.clients, told.readByOther],
      ["Altered, moved or outdated rows that open", told.altered, told.alteredOpened],
      ["Wrong PINs without signal that are looked at", told.guesses, told.guessesLookedAt],
      ["Sealed rows left 25 hours after the last contact", told.clients, told.leftAfterDay],
      ["Unsent actions left then", 1, told.outboxAfterDay],
    ],
    bars: [
      none("names readable in the phone's storage while it is used", told.hitsAtWork),
      none("names readable in it after the next person took it", told.hitsHandedOver),
      none("clients read by another person of the phone", told.readByOther),
      none("altered rows opened", told.alteredOpened),
      {
        claim: "of 10,000 wrong PINs looked at",
        value: told.guessesLookedAt,
        bar: MOST_LOOKED_AT,
        holds: told.guessesLookedAt <= MOST_LOOKED_AT,
      },
      none("clients left after 25 hours without contact", told.leftAfterDay),
      { claim: "unsent actions left then", value: told.outboxAfterDay, bar: 1, holds: told.outboxAfterDay === 1 },
    ],
  };
}
