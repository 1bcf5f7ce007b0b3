// `npm run prove -- [name...] [--seeds N] [--seed S] [--write-readme]`: claims held against real processes, one table each;
// exit code 1 when one does not hold.
import { runAll } from "@aisle/bench/table";
import { readArguments } from "./arguments.ts";
import { proveBookings } from "./bookings.ts";
import { proveBrowsers } from "./browsers.ts";
import { proveCursor } from "./cursor.ts";
import { proveEpoch } from "./epoch.ts";
import { proveFuzz } from "./fuzz.ts";
import { proveImportMemory } from "./import-memory.ts";
import { printReliability, renewReadme } from "./reliability.ts";
import { proveEdge } from "./security/edge.ts";
import { proveMatrix } from "./security/matrix.ts";
import { provePeople } from "./security/people.ts";
import { provePhones } from "./security/phones.ts";
import { provePrivacy } from "./security/privacy.ts";
import { proveVault } from "./security/vault.ts";
import { proveWalls } from "./security/walls.ts";
import { proveStorage } from "./storage.ts";
import { proveStorm } from "./storm.ts";
import { proveSeeds } from "./sync-seeds.ts";

const { names, seeds, seed, writeReadme } = readArguments(process.argv.slice(2), process.env);
const tables = await runAll(
  {
    bookings: proveBookings,
    browsers: proveBrowsers,
    cursor: proveCursor,
    edge: proveEdge,
    epoch: () => proveEpoch(seed),
    fuzz: proveFuzz,
    "import-memory": proveImportMemory,
    matrix: proveMatrix,
    people: provePeople,
    phones: provePhones,
    privacy: provePrivacy,
    storage: proveStorage,
    seeds: () => proveSeeds(seeds),
    storm: () => proveStorm(seed),
    vault: proveVault,
    walls: proveWalls,
  },
  names,
);
printReliability(tables);
if (writeReadme) renewReadme(tables);
