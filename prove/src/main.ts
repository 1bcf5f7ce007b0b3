// `npm run prove -- [name...]`: claims held against real processes, one table each; exit code 1 when one does not hold.
import { runAll } from "@aisle/bench/table";
import { proveBookings } from "./bookings.ts";
import { proveCursor } from "./cursor.ts";
import { proveImportMemory } from "./import-memory.ts";

await runAll({ bookings: proveBookings, cursor: proveCursor, "import-memory": proveImportMemory }, process.argv.slice(2));
