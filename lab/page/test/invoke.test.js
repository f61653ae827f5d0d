import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function invoke(tab, name, body, as) {
  await tab.getByLabel("Function", { exact: true }).selectOption(name);
  if (body !== null) await tab.getByLabel("Request body").fill(body);
  await tab.getByLabel(as, { exact: true }).check();
  await tab.getByRole("button", { name: "Invoke", exact: true }).click();
}

test("a function is called with its sample, and its answer is shown as JSON", async () => {
  const tab = await open(browser);

  await invoke(tab, "run-validation", null, "JSON");

  await tab.getByText(/run-validation answered 200 after/).waitFor({ timeout: 20_000 });
  const answer = await tab.getByRole("region", { name: "Response body" }).textContent();
  assert.equal(JSON.parse(answer).verdict, "success");
  assert.match(answer, /\n {2}"verdict"/);
});

test("an error is shown with its status, as the function said it", async () => {
  const tab = await open(browser);

  await invoke(tab, "device-move", "{", "Text");

  await tab.getByText(/device-move answered 400 after/).waitFor({ timeout: 20_000 });
  assert.match(await tab.getByRole("region", { name: "Response body" }).textContent(), /not JSON/);
});

test("an answer is downloaded", async () => {
  const tab = await open(browser);
  const download = tab.waitForEvent("download", { timeout: 30_000 });

  await invoke(tab, "kafka-publish", '{"title":"t"}', "Download");

  const file = await download;
  assert.equal(file.suggestedFilename(), "kafka-publish.json");
  assert.equal(JSON.parse(await readFile(await file.path(), "utf8")).outcome, "done");
});
