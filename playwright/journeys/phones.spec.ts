import { expect, test } from "../fixtures.ts";
import { enterPin, goTo, MAYA, signIn } from "../verbs.ts";

const SAM = { name: "Sam", pin: "135790" };

test("[PP2] a phone comes in by the code on a manager's screen, and the screen says so", async ({ newPhone }) => {
  test.setTimeout(240_000);
  const [desk, fresh] = [newPhone(), newPhone()];
  const manager = await desk.open();
  await signIn(manager, SAM);

  // A phone comes in by typing what the manager's screen shows.
  await goTo(manager, "Store");
  await manager.getByRole("link", { name: /^Phones/ }).click();
  await manager.getByRole("button", { name: "Add a phone" }).click();
  await manager.getByRole("button", { name: "Show a code" }).click();
  const code = await manager.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/).innerText();
  const added = await fresh.open("/join");
  await added.getByLabel("Code").fill("AAAA-2222");
  await added.getByRole("button", { name: "Add this phone" }).click();
  await expect(added.getByText("Head office does not know this code.")).toBeVisible();
  await added.getByLabel("Code").fill(code.toLowerCase());
  await added.getByRole("button", { name: "Add this phone" }).click();
  await enterPin(added, MAYA);
  await expect(manager.getByText(/is in\.$/)).toBeVisible();
  await manager.getByRole("button", { name: "Done" }).click();
});
