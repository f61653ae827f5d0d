// A headless Chromium on the lab's page, and what the tests ask of it.
import { chromium } from "playwright-core";

export const page = process.env.LAB_PAGE;

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || "chromium", args: ["--no-sandbox"] });
}

// A page of that size, whose errors end the test.
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  tab.problems = [];
  tab.on("pageerror", error => tab.problems.push(String(error)));
  tab.on("console", message => message.type() === "error" && tab.problems.push(message.text()));
  await tab.goto(page);
  await tab.getByText("Live", { exact: true }).waitFor();
  return tab;
}

export function column(tab, name) {
  return tab.getByRole("region", { name, exact: true });
}

export function card(where, hostname) {
  const tab = where.page ? where.page() : where;
  return where.locator(".card").filter({ has: tab.getByRole("button", { name: hostname, exact: true }) });
}

// Presses a button without a browser, as curl would; whether it was done.
export async function act(verb, request) {
  const answer = await fetch(page + "do/" + verb, { method: "POST", body: JSON.stringify(request) });
  return answer.ok;
}

export async function choose(tab, hostname) {
  await tab.getByRole("button", { name: hostname, exact: true }).click();
  await tab.getByRole("heading", { name: "Story of " + hostname }).waitFor();
}
