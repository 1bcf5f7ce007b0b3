export { createApp } from "../app.ts";
export { createLogger, silentLogger } from "../logger.ts";
export { hashToken, SESSION_COOKIE } from "../sessions/session-reader.ts";
export { PortInUse, type RunningServer, startServer } from "../start-server.ts";
export { type ApplyDeps, applyCommand } from "../sync/apply-command.ts";
export { aBooking, exchangeOverHttp, HOME, type Phone } from "./booking.ts";
export { type ItemStock, newId, type SmallChain, seedSmallChain } from "./small-chain.ts";
