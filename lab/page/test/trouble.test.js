import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { act, card, choose, launch, open } from "./browser.js";

const LEAF3 = "JPE19330454";
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function press(tab, name) {
  await tab.getByRole("button", { name, exact: true }).click();
}

// To another container than it is in.
async function moveLeaf3(tab) {
  const now = await card(tab, "leaf3").getByRole("combobox").inputValue();
  const container = now === "DC1-Leaf" ? "DC1-Spine" : "DC1-Leaf";
  assert.ok(await act("move", { device: LEAF3, container }));
  return container;
}

async function gauge(tab, id, wanted) {
  await tab.waitForFunction(([name, is]) => (is === "none") === (document.getElementById(name).textContent === "0"), [id, wanted], { timeout: 60_000 });
}

test("while Slack is stopped its messages wait, and come once it is started", async () => {
  const tab = await open(browser);
  await gauge(tab, "waiting", "none");
  await press(tab, "Stop Slack");
  await tab.getByRole("button", { name: "Start Slack", exact: true }).waitFor();
  await choose(tab, "leaf3");

  const container = await moveLeaf3(tab);
  await tab.locator(".entry.said", { hasText: "attempt 2 in" }).last().waitFor({ timeout: 60_000 });
  assert.notEqual(await tab.locator("#waiting").textContent(), "0");
  await press(tab, "Start Slack");

  await tab.locator(".slack-message", { hasText: "leaf3 moved to " + container }).last().waitFor({ timeout: 60_000 });
  await gauge(tab, "waiting", "none");
});

test("the gateway and Kafka are stopped and started, and nothing is lost", async () => {
  const tab = await open(browser);
  await press(tab, "Stop the gateway");
  await press(tab, "Stop Kafka");
  await tab.getByRole("button", { name: "Start Kafka", exact: true }).waitFor({ timeout: 20_000 });
  await choose(tab, "leaf3");

  const container = await moveLeaf3(tab);
  await gauge(tab, "waiting", "some");
  await press(tab, "Start the gateway");
  await press(tab, "Start Kafka");

  await tab.locator(".entry.recorded", { hasText: container }).last().waitFor({ timeout: 60_000 });
  await gauge(tab, "waiting", "none");
});

test("a refused validation is a dead letter, and is replayed", async () => {
  const tab = await open(browser);
  await press(tab, "Refuse the next validation");

  await moveLeaf3(tab);
  await gauge(tab, "dead", "some");
  await tab.locator("#letters", { hasText: "run-validation" }).waitFor({ timeout: 20_000 });
  await press(tab, "Replay dead letters");

  await gauge(tab, "dead", "none");
  await tab.getByText("goes to run-validation again").first().waitFor();
});

test("an event is raised and resolved, and Kafka has both", async () => {
  const tab = await open(browser);
  await choose(tab, "leaf3");
  const leaf3 = card(tab, "leaf3");

  await leaf3.getByRole("button", { name: /^Raise event/ }).click();
  await tab.locator(".published", { hasText: "cvp.event.raised" }).last().waitFor({ timeout: 30_000 });
  await leaf3.getByRole("button", { name: /^Resolve event/ }).click();

  await tab.locator(".published", { hasText: "cvp.event.resolved" }).last().waitFor({ timeout: 30_000 });
  await leaf3.getByRole("button", { name: /^Raise event/ }).waitFor();
});

test("a switch that is broken fails its validation, and once mended passes it", async () => {
  const tab = await open(browser);
  await choose(tab, "leaf3");
  const leaf3 = card(tab, "leaf3");

  await leaf3.getByRole("button", { name: /^Break BGP/ }).click();
  await leaf3.getByRole("button", { name: /^Mend BGP/ }).waitFor();
  await moveLeaf3(tab);
  await leaf3.getByLabel("validated: yes, with a failure").waitFor({ timeout: 60_000 });
  await leaf3.getByRole("button", { name: /^Mend BGP/ }).click();
  await leaf3.getByRole("button", { name: /^Break BGP/ }).waitFor();
  await moveLeaf3(tab);

  await leaf3.getByLabel("validated: yes", { exact: true }).waitFor({ timeout: 60_000 });
});
