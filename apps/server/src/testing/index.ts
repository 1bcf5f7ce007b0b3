export { runCommand } from "../commands/run-command.ts";
export { leaveDayOf, leaveDays, putInDay, tidyDays } from "../customers/day-writer.ts";
export { replayErasures } from "../customers/erase-client.ts";
export { createLogger, silentLogger } from "../logger.ts";
export { hashToken, readSession, SESSION_COOKIE } from "../sessions/session-reader.ts";
export { PortInUse, type RunningServer } from "../start-server.ts";
export { createLocationDirectory } from "../stock/location-directory.ts";
export { type ApplyDeps, applyCommand } from "../sync/apply-command.ts";
export { createBroadcast } from "../sync/broadcast.ts";
export { createDigests } from "../sync/digest.ts";
export { type ExchangeDeps, exchange } from "../sync/exchange.ts";
export { pull } from "../sync/pull.ts";
export { feedsOf } from "../sync/scope.ts";
export { createCommandDoor } from "../vault/command-door.ts";
export { aBooking, exchangeOverHttp, HOME, type Phone } from "./booking.ts";
export { callerFor } from "./caller.ts";
export { joinDemo, joinOverHttp } from "./join-over-http.ts";
export { LAYERS, type Layers, type MatrixFigures, runMatrix, uncovered } from "./matrix/run-matrix.ts";
export { createGuesser, seedOnePin, trySixTimes } from "./pin-paths.ts";
export { sealAsPhone } from "./seal-as-phone.ts";
export { type ItemStock, newId, type SmallChain, seedSmallChain } from "./small-chain.ts";
export { createApp, startServer, TEST_PRICES, TEST_SECRETS, UNPACED } from "./test-head-office.ts";
export {
  fetchAs,
  headersOf,
  type PhoneKey,
  proofOf,
  type RequestToSign,
  signText,
  testPhoneKey,
} from "./test-phone.ts";
