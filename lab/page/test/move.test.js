import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { card, column, launch, open, page } from "./browser.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("a device is dragged to another container, and the pipeline takes it up", async () => {
  const tab = await open(browser);

  await card(column(tab, "DC1-Spine"), "spine1").getByText("JPE19330456").dragTo(column(tab, "DC1-Leaf"));

  const moved = card(column(tab, "DC1-Leaf"), "spine1");
  await moved.waitFor();
  await moved.getByRole("listitem").and(tab.getByLabel("recorded: yes")).waitFor({ timeout: 30_000 });
  assert.deepEqual(tab.problems, []);
});

test("a device is moved by keyboard, and a screen reader is told", async () => {
  const tab = await open(browser);

  await tab.getByLabel("Container for spine2").focus();
  await tab.keyboard.type("DC1-Leaf");
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move spine2");
  await tab.keyboard.press("Enter");

  await card(column(tab, "DC1-Leaf"), "spine2").waitFor();
  await tab.getByRole("status").filter({ hasText: "spine2 (JPE19330457) is moved to DC1-Leaf" }).waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move spine2");
});

test("what somebody else moves is seen without a reload", async () => {
  const tab = await open(browser);

  await fetch(page + "do/move", { method: "POST", body: JSON.stringify({ device: "JPE19330454", container: "DC1-Spine" }) });

  await card(column(tab, "DC1-Spine"), "leaf3").waitFor();
});

test("the buttons are not for other sites", async () => {
  const move = headers => fetch(page + "do/move", { method: "POST", headers, body: "{}" }).then(answer => answer.status);

  assert.equal(await move({ Origin: "http://evil.example" }), 403);
  assert.equal(await move({ "Sec-Fetch-Site": "cross-site" }), 403);
  assert.equal(await move({ Origin: "null" }), 403);
  assert.equal(await move({ Origin: page.slice(0, -1) }), 400);
});
