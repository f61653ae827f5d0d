import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { choose, launch, open } from "./browser.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [width, height] of [[1280, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the page fits ${width} pixels and is ${colorScheme} where that is wished`, async () => {
      const tab = await open(browser, { viewport: { width, height }, colorScheme });
      await choose(tab, "leaf2");
      await tab.locator(".slack-message").first().waitFor();

      assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(await stickingOut(tab), []);
      assert.ok((await contrast(tab)) >= 4.5);
      if (colorScheme === "light") await tab.evaluate(() => scrollTo(0, 0));
      await picture(tab, `${width}-${colorScheme}`);
      assert.deepEqual(tab.problems, []);
    });
  }
}

test("everything can be reached by Tab, and what has the focus is seen", async () => {
  const tab = await open(browser);
  const wanted = await tab.locator("button, select, textarea, a[href]").evaluateAll(all => all.filter(node => node.checkVisibility()).length);
  const reached = new Set();
  for (let step = 0; step < 500 && reached.size < wanted; step++) {
    await tab.keyboard.press("Tab");
    const what = await tab.evaluate(() => {
      const node = document.activeElement;
      node.dataset.seen ||= String(Math.random());
      return { id: node.dataset.seen, control: node.matches("button, select, textarea, a[href]"), outline: getComputedStyle(node).outlineStyle };
    });
    if (what.control) reached.add(what.id);
    if (what.control) assert.notEqual(what.outline, "none");
  }

  assert.ok(reached.size >= wanted, `${reached.size} of ${wanted}`);
});

test("every control has a name", async () => {
  const tab = await open(browser);

  const tree = await tab.locator("body").ariaSnapshot();

  assert.doesNotMatch(tree, /- (button|combobox|textbox|link)\s*(:|\[|$)/m);
});

// Controls that are not within what they belong to.
async function stickingOut(tab) {
  return tab.locator("button, select, textarea").evaluateAll(all => all.filter(node => {
    const inner = node.getBoundingClientRect();
    const outer = node.parentElement.closest("li, section").getBoundingClientRect();
    return inner.left < outer.left || inner.right > outer.right || node.scrollWidth > node.clientWidth + 1;
  }).map(node => node.ariaLabel || node.textContent));
}

// Of the least readable text, as WCAG 2 counts it.
async function contrast(tab) {
  return tab.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const channels = colour => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = colour => channels(colour).slice(0, 3).map(part => part / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = node => {
      for (let each = node; each; each = each.parentElement) {
        const colour = getComputedStyle(each).backgroundColor;
        if (channels(colour)[3] === 255) return colour;
      }
      return "canvas";
    };
    const texts = [...document.querySelectorAll("body *")].filter(node => node.checkVisibility() && !node.closest("[aria-disabled=true], .unseen")
      && [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim()));
    return Math.min(...texts.map(node => {
      const [more, less] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
      return (more + 0.05) / (less + 0.05);
    }));
  });
}

async function picture(tab, name) {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await tab.screenshot({ path: `${folder}/${name}.png` });
}
