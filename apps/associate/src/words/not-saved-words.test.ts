import { expect, it } from "vitest";
import { NoRoom } from "../phone-db/room.ts";
import { notSavedWords } from "./not-saved-words.ts";

const booking = { what: "the booking", again: "book once more" };

it("[ST3] says that the phone is full, and where to make room", () => {
  expect(notSavedWords(new NoRoom("full"), booking)).toBe(
    "This phone is full, so it could not save the booking. Make room in Settings, General, iPhone Storage, then book once more.",
  );
});

it("[ST2] says to open the app again when storage does not answer", () => {
  expect(notSavedWords(new Error("gone"), booking)).toBe(
    "This phone could not save the booking. Close Aisle, open it again, and book once more.",
  );
});
