// `npm run bench -- [name...]`: medians and ratios measured in one run, one table each; exit code 1 when a bar is missed.
import { runAll } from "./bench-table.ts";
import { benchBookings } from "./bookings/bench-bookings.ts";
import { benchBundle } from "./bundle/bench-bundle.ts";
import { benchCatchUp } from "./catch-up/bench-catch-up.ts";
import { benchExchange } from "./exchange/bench-exchange.ts";
import { benchPhoneLoad } from "./phone-load/bench-phone-load.ts";
import { benchSearch } from "./search/bench-search.ts";
import { benchUnlock } from "./unlock/bench-unlock.ts";

await runAll(
  {
    bookings: benchBookings,
    "catch-up": benchCatchUp,
    exchange: benchExchange,
    search: benchSearch,
    "phone-load": benchPhoneLoad,
    bundle: benchBundle,
    unlock: benchUnlock,
  },
  process.argv.slice(2),
);
