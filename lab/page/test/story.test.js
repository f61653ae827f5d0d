import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { act, choose, launch, open, page } from "./browser.js";

const LEAF3 = "JPE19330454";
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("a device's story is told as it happens, by what was seen at the other side", async () => {
  const tab = await open(browser);
  await act("move", { device: LEAF3, container: "Undefined" });
  await choose(tab, "leaf3");
  const story = tab.getByRole("list", { name: "Story of leaf3" });

  await act("move", { device: LEAF3, container: "DC1-Leaf" });

  await story.getByText("cvp-watcher detected: leaf3").last().waitFor();
  await story.getByText("CMDB holds leaf3 in DC1-Leaf").last().waitFor({ timeout: 30_000 });
  await story.getByText("SUCCESS, 17 of 17 tests succeeded").last().waitFor({ timeout: 30_000 });
  await story.getByText("validation.completed is in cvp-events").last().waitFor({ timeout: 30_000 });
  await story.locator(".slack-message", { hasText: "leaf3 moved to DC1-Leaf" }).last().waitFor({ timeout: 30_000 });
  assert.deepEqual(tab.problems, []);
});

test("the record of Kafka can be read", async () => {
  const tab = await open(browser);
  await choose(tab, "leaf3");

  const record = tab.locator(".published", { hasText: "validation.completed" }).last();
  await record.getByText("the record").click();

  assert.equal(JSON.parse(await record.locator("pre").textContent()).verdict, "success");
});

test("the HTML report opens, and has no power over the page", async () => {
  const tab = await open(browser);
  await choose(tab, "leaf3");

  const [report] = await Promise.all([tab.context().waitForEvent("page"), tab.getByRole("link", { name: "HTML report" }).last().click()]);

  await report.getByRole("heading", { name: /leaf3 success/ }).waitFor({ timeout: 20_000 });
  assert.equal(await report.evaluate(() => window.origin), "null");
});

test("whatever foreign text there is, it stays text", async () => {
  const tab = await open(browser);
  const text = '<img src=x onerror="document.title=1"> <https://evil.example|here>';

  await fetch(page + "function/notify-slack", { method: "POST", body: JSON.stringify({ text: "leaf3 " + text }) });

  await tab.locator(".slack-message", { hasText: "<img src=x" }).last().waitFor({ timeout: 30_000 });
  assert.equal(await tab.locator("img").count(), 0);
  assert.equal(await tab.title(), "CloudVision Functions: the lab");
});
