import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export type Metrics = {
  readonly registry: Registry;
  readonly commands: Counter<"name" | "kind">;
  readonly faults: Counter;
  readonly history: Counter<"kind">;
  readonly drift: Counter<"table">;
  readonly profiles: Counter<"how">;
  readonly turnedAway: Counter;
  readonly forged: Counter<"kind">;
  readonly tooOften: Counter<"what">;
  readonly policyReports: Counter<"directive">;
  readonly security: Counter<"kind">;
  readonly rescues: Counter<"kind">;
  readonly requests: Histogram<"path" | "status">;
};

/** Numbers for Prometheus. Labels hold routes and kinds only: their count must not grow with people or items. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    commands: new Counter({
      name: "aisle_commands_total",
      help: "Commands answered, by name and kind of answer",
      labelNames: ["name", "kind"],
      registers: [registry],
    }),
    forged: new Counter({
      name: "aisle_forged_total",
      help: "Requests no honest phone makes: another phone's name, another content under a known id, a price nobody gave",
      labelNames: ["kind"],
      registers: [registry],
    }),
    tooOften: new Counter({
      name: "aisle_too_often_total",
      help: "Requests turned away because an address, a phone or a person asked too often",
      labelNames: ["what"],
      registers: [registry],
    }),
    policyReports: new Counter({
      name: "aisle_policy_reports_total",
      help: "What browsers turned away because of a page's policy",
      labelNames: ["directive"],
      registers: [registry],
    }),
    security: new Counter({
      name: "aisle_security_events_total",
      help: "Requests refused, phones added and taken out of use, and what else a security team wants to know, by kind",
      labelNames: ["kind"],
      registers: [registry],
    }),
    rescues: new Counter({
      name: "aisle_rescue_packages_total",
      help: "Packages of unsent actions that somebody brought in for another phone",
      labelNames: ["kind"],
      registers: [registry],
    }),
    history: new Counter({
      name: "aisle_history_total",
      help: "What phones and head office remember differently: chain-broken, superseded or history-lost",
      labelNames: ["kind"],
      registers: [registry],
    }),
    drift: new Counter({
      name: "aisle_drift_total",
      help: "Feeds in which a phone held something else than head office at the same version; must stay 0",
      labelNames: ["table"],
      registers: [registry],
    }),
    profiles: new Counter({
      name: "aisle_profiles_opened_total",
      help: "Clients opened from the whole store, by what came of it",
      labelNames: ["how"],
      registers: [registry],
    }),
    turnedAway: new Counter({
      name: "aisle_turned_away_total",
      help: "Exchanges asked to come back later for want of room",
      registers: [registry],
    }),
    faults: new Counter({ name: "aisle_faults_total", help: "Unexpected throws", registers: [registry] }),
    requests: new Histogram({
      name: "aisle_request_seconds",
      help: "Time to answer, by route and status",
      labelNames: ["path", "status"],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
  };
}
