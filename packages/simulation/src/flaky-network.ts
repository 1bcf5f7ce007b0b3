import type { SeededRandom } from "@aisle/domain/testing";
import type { Reply } from "@aisle/protocol";
import type { Transport } from "@aisle/sync";

/** How often each thing goes wrong, as chances per exchange that add up to at most 1. */
export type Weather = {
  /** The request never arrives. */
  readonly lost: number;
  /** Head office does the work; the answer never arrives. This is the one that doubles orders elsewhere. */
  readonly answerLost: number;
  /** The request arrives twice at once. */
  readonly doubled: number;
  /** The phone gets the answer of an earlier exchange in place of this one's. */
  readonly late: number;
};

export const BAD_WIFI: Weather = { lost: 0.1, answerLost: 0.15, doubled: 0.1, late: 0.1 };

export const CALM: Weather = { lost: 0, answerLost: 0, doubled: 0, late: 0 };

export type NetworkFigures = { exchanges: number; lost: number; answersLost: number; doubled: number; late: number };

/** Wraps a phone's transport with seeded bad weather and counts what it did. */
export function createFlakyNetwork(
  inner: Transport,
  about: { readonly random: SeededRandom; readonly weather: () => Weather; readonly figures: NetworkFigures },
): Transport {
  const { random, figures } = about;
  let earlier: Reply | null = null;
  return {
    exchange: async (request, signal) => {
      figures.exchanges++;
      const weather = about.weather();
      let dice = random.next();
      const falls = (chance: number) => {
        const isIt = dice >= 0 && dice < chance;
        dice -= chance;
        return isIt;
      };
      if (falls(weather.lost)) {
        figures.lost++;
        throw new Error("the request was lost");
      }
      if (falls(weather.answerLost)) {
        figures.answersLost++;
        earlier = await inner.exchange(request, signal);
        throw new Error("the answer was lost");
      }
      if (falls(weather.doubled)) {
        figures.doubled++;
        const [first, second] = await Promise.all([inner.exchange(request, signal), inner.exchange(request, signal)]);
        earlier = first;
        return random.chance(0.5) ? first : second;
      }
      const reply = await inner.exchange(request, signal);
      if (falls(weather.late) && earlier) {
        figures.late++;
        const stale = earlier;
        earlier = reply;
        return stale;
      }
      return reply;
    },
  };
}
