import { ALL_FINE, type Fate, type NetworkFate, type Place } from "../story.ts";
import type { Answered } from "./office.ts";
import { HALF } from "./old-wire.ts";
import type { Phone } from "./phone.ts";
import type { Hear } from "./tab.ts";
import type { World } from "./world.ts";

type Message = { readonly body: string; readonly fate: Fate; readonly hear: Hear<string> };

/** Carries one request to head office and its answer back, or does to them what the fate says. */
export async function send(world: World, phone: Phone, { body, fate, hear }: Message): Promise<void> {
  const { network } = fate;
  const fine = (office = fate.office) => world.deliver(phone, body, { ...ALL_FINE, office });
  const hearAnswer = (answered: Answered, change: (text: string) => string = (text) => text) => {
    if (answered.kind === "stalled") world.stalls.push({ ...answered, hear, phone });
    else if (answered.kind === "answer") {
      const before = phone.lastAnswer;
      phone.lastAnswer = answered.body;
      hear.resolve(network.kind === "stale" && before ? before : change(answered.body));
    } else hear.reject(new Error("the connection was reset"));
  };
  if (network.kind !== "fine") world.say(`${phone.name}'s exchange: ${wordsFor(network)}.`, "told");
  switch (network.kind) {
    case "request-lost":
      return hear.reject(new Error("the request was lost"));
    case "request-cut":
      return hearAnswer(await world.deliver(phone, HALF, ALL_FINE));
    case "answer-lost":
      await fine();
      return hear.reject(new Error("the answer was lost"));
    case "answer-cut":
      return hearAnswer(await fine(), (text) => text.slice(0, text.length / 2));
    case "doubled":
      await fine();
      return hearAnswer(await fine(fate.office + 1));
    case "late":
      world.late.push({ phone, body });
      return;
    case "silent":
      if (network.isDelivered) await fine();
      return;
    case "stale":
      return hearAnswer(await fine());
    case "fine":
    case "killed":
    case "stalled":
    case "database":
      return hearAnswer(await world.deliver(phone, body, fate));
  }
}

function wordsFor(fate: Exclude<NetworkFate, { readonly kind: "fine" }>): string {
  const at = "at" in fate ? wordsForPlace(fate.at) : "";
  switch (fate.kind) {
    case "killed":
      return `the process is killed ${fate.when} ${at}`;
    case "stalled":
      return `the process stands still at ${at}`;
    case "database":
      return `Postgres fails with ${fate.fault} at ${at}`;
    case "silent":
      return fate.isDelivered ? "it arrives, and nobody ever answers" : "it never arrives, and nobody says so";
    case "request-lost":
      return "the request is lost";
    case "request-cut":
      return "half the request arrives";
    case "answer-lost":
      return "the answer is lost";
    case "answer-cut":
      return "half the answer arrives";
    case "doubled":
      return "it arrives twice";
    case "late":
      return "it arrives late";
    case "stale":
      return "the phone hears an old answer";
  }
}

function wordsForPlace(at: Place): string {
  if (at === "commit") return "COMMIT";
  return at === "order" ? "the writing of an order" : `statement ${at}`;
}
