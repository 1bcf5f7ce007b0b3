export { type CaughtCanary, catchAllCanaries, WITHIN_SEEDS } from "./catch-canaries.ts";
export { type ReaderFigures, type Torture, tortureCursor } from "./cursor/torture-cursor.ts";
export { BAD_WIFI, type NetworkFigures, type Weather } from "./flaky-network.ts";
export { type FuzzRun, runFuzz } from "./fuzz/run-fuzz.ts";
export type { Verdict } from "./invariants.ts";
export { type BookingsRun, runBookings } from "./run-bookings.ts";
export { runSeedsInWorkers, type WorkerSaid } from "./seeds-in-workers.ts";
