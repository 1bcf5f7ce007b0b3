import type { RescueRefusal } from "@aisle/protocol";

export type TitleAndWords = { readonly title: string; readonly words: string };

/** Why a phone cannot seal what waits on it, and what to do instead. */
const CANNOT_PACK = {
  nothing: { title: "Nothing waits any more.", words: "Head office has everything from this phone." },
  "not-secure": {
    title: "This phone can't seal actions.",
    words:
      "Aisle was opened over plain http, where a browser keeps no secrets. Keep the phone charged and bring it where there's signal.",
  },
  "no-key": {
    title: "This phone has no seal yet.",
    words:
      "It comes from head office at the first signal after this version of Aisle. Keep the phone charged and bring it where there's signal.",
  },
  "too-much": {
    title: "That is more than one package holds.",
    words: "Keep the phone charged and bring it where there's signal: everything goes by itself.",
  },
  storage: {
    title: "This phone could not read its storage.",
    words: "Nothing is lost by that. Close Aisle, open it again, and try once more.",
  },
} as const;

export function cannotPackWords(why: keyof typeof CANNOT_PACK): TitleAndWords {
  return CANNOT_PACK[why];
}

const REFUSED: Readonly<Record<RescueRefusal, TitleAndWords>> = {
  "not-a-package": {
    title: "This is not a file of saved actions.",
    words: "Choose the one whose name begins with aisle-rescue, or scan the codes on the other phone.",
  },
  "newer-form": {
    title: "It was made by a newer Aisle.",
    words: "Update Aisle on this phone, then take it in again.",
  },
  "unknown-phone": {
    title: "Head office does not know that phone.",
    words: "It belongs to another company, or was never signed in here. Nothing was taken in.",
  },
  "other-store": {
    title: "That phone belongs to another store.",
    words: "Somebody signed in there has to take it in. Nothing was taken in here.",
  },
  "not-allowed": { title: "Your sign-in may not take actions in.", words: "Ask somebody who works in this store." },
  "does-not-open": {
    title: "It was changed or damaged on the way.",
    words: "Nothing was taken in. Save the actions on the other phone once more, and take that in.",
  },
  "does-not-read": {
    title: "Head office could not read it.",
    words: "Nothing was taken in. Keep the other phone charged and call support: the actions are still on it.",
  },
};

export function refusedWords(code: RescueRefusal): TitleAndWords {
  return REFUSED[code];
}

/** `7 actions taken in: 6 confirmed, 1 needs you.` */
export function takenInWords(answer: {
  readonly actions: number;
  readonly known: number;
  readonly needsYou: readonly unknown[];
}): string {
  const { actions, known } = answer;
  const open = answer.needsYou.length;
  const what = actions === 1 ? "1 action" : `${actions} actions`;
  if (actions > 0 && known === actions && open === 0)
    return `${what}, and head office had ${actions === 1 ? "it" : "them all"} before. Nothing was done twice.`;
  const parts = [actions > open && `${actions - open} confirmed`, open > 0 && `${open} ${open === 1 ? "needs" : "need"} you`];
  return `${what} taken in: ${open === 0 ? "all confirmed" : parts.filter(Boolean).join(", ")}.`;
}
