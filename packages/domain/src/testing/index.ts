export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export { createSeededRandom, type SeededRandom } from "./seeded-random.ts";
