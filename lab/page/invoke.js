// Calls a function by hand, as the panel of OpenFaaS's own page does.
import { byId, element, keyed, write } from "./dom.js";

const SAMPLES = {
  "device-move": { device: { serialNumber: "JPE19330452", hostname: "leaf1", ipAddress: "127.0.0.11" }, from: { name: "Undefined" }, to: { name: "DC1-Leaf" } },
  "run-validation": { device: { host: "127.0.0.11", name: "leaf1" } },
  "notify-slack": { text: "Hello from the lab" },
  "kafka-publish": { title: "hello", description: "from the lab" },
};

const SHOW = { text: shown, json: text => shown(indented(text)), download: save };

export function drawFunctions(names) {
  const select = byId("function");
  const had = select.value;
  keyed(select, names, name => name, name => element("option", {}, name), () => {});
  if (select.value !== had) fill();
}

// What was typed is nobody's to replace.
function fill() {
  const body = byId("body");
  if (body.value && body.value !== fill.last) return;
  const sample = SAMPLES[byId("function").value];
  fill.last = sample ? JSON.stringify(sample, null, 2) : "";
  body.value = fill.last;
}

async function invoke() {
  const name = byId("function").value;
  const begin = performance.now();
  write(byId("status"), "Calling " + name + "…");
  byId("answer").hidden = true;
  try {
    const answer = await fetch("/function/" + encodeURIComponent(name), { method: "POST", headers: { "Content-Type": "text/plain" }, body: byId("body").value });
    const blob = await answer.blob();
    const seconds = ((performance.now() - begin) / 1000).toFixed(2);
    write(byId("status"), `${name} answered ${answer.status} after ${seconds} s`);
    SHOW[new FormData(byId("invoke")).get("as")](await blob.text(), blob, name);
  } catch {
    write(byId("status"), "The lab does not answer.");
  }
}

function shown(text) {
  byId("answer").hidden = false;
  write(byId("answer"), text);
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function save(text, blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name + (blob.type.includes("json") ? ".json" : ".txt") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

byId("function").addEventListener("change", fill);
byId("invoke").addEventListener("submit", event => {
  event.preventDefault();
  invoke();
});
