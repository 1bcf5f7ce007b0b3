// `npm run prove -- [name...]`: claims held against real processes, one table each; exit code 1 when one does not hold.
import { runAll } from "@aisle/bench/table";
import { proveBookings } from "./bookings.ts";

await runAll({ bookings: proveBookings }, process.argv.slice(2));
