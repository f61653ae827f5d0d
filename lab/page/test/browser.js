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
  return where.locator(".card").filter({ has: where.page().getByRole("button", { name: hostname, exact: true }) });
}
