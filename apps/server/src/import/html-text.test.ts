import { expect, test } from "vitest";
import { htmlToText } from "./html-text.ts";

test.each([
  ["<p>One</p>\n<p>Two<br>three</p>", "One\nTwo\nthree"],
  ["<ul><li>Lined</li><li>Warm</li></ul>", "• Lined\n• Warm"],
  ["<p>&bull; Hood. <br />&bull; Zip.</p>", "• Hood.\n• Zip."],
  ["Tom &amp; Jerry&#8482; &lt;3 &#x20AC;5&nbsp;only", "Tom & Jerry™ <3 €5 only"],
  ["<script>alert('x')</script><b>Bold</b>", "Bold"],
  ["size < 10 and > 5", "size < 10 and > 5"],
  ["&unknown; &#0; &#xD800;", "&unknown; &#0; &#xD800;"],
  ["plain\n  text", "plain\n  text"],
])("%s", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});
