import { expect, test } from "vitest";
import { parseWeekHours } from "./week-hours.ts";

const at = (opens: number, closes: number) => ({ opens: Math.round(opens * 60), closes: Math.round(closes * 60) });
const all = (hours: { opens: number; closes: number } | null) => Array.from({ length: 7 }, () => hours);

test.each([
  [
    "Mon: 10-9:30; Tue: 10-9; Wed: 10-9; Thurs: 10-9; Fri: 9-10; Sat: 10-8; Sun: 12:30-6",
    [at(10, 21.5), at(10, 21), at(10, 21), at(10, 21), at(9, 22), at(10, 20), at(12.5, 18)],
  ],
  ["Mon: 10-9; Sun: 1-5:30", [at(10, 21), null, null, null, null, null, at(13, 17.5)]],
  ["Mon: 0-11:59; Tue: 12-11:59", [at(0, 23 + 59 / 60), at(12, 23 + 59 / 60), null, null, null, null, null]],
  ["Mon-Fri 09:00-18:00, Sat 10:00-16:00, Sun closed", [...all(at(9, 18)).slice(0, 5), at(10, 16), null]],
  ["Mon-Sat: 10am-8pm; Sun: 11 am - 6 pm", [...all(at(10, 20)).slice(0, 6), at(11, 18)]],
  ["Sat & Sun 10-16", [null, null, null, null, null, at(10, 16), at(10, 16)]],
  ["Fri-Mon 18:00-02:00", [at(18, 26), null, null, null, at(18, 26), at(18, 26), at(18, 26)]],
  ["10:00-20:00", all(at(10, 20))],
  ["daily 24h", all(at(0, 24))],
])("%s", (text, week) => {
  expect(parseWeekHours(text)).toEqual(week);
});

test.each(["whenever", "Mon: ten to six", "Mon: 10-25:00", "Xyz: 10-9", "10:75-12", ""])('"%s" is no hours', (text) => {
  expect(parseWeekHours(text)).toBeNull();
});
