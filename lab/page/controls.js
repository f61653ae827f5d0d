// Parts of the lab to stop and start, and what waits in the watcher because of that.
import { act } from "./act.js";
import { byId, element, keyed, write } from "./dom.js";

export function drawControls(state) {
  keyed(byId("parts"), state.parts, part => part.name, partOf, updatePart);
  const watcher = state.watcher;
  write(byId("waiting"), shown(watcher.waiting));
  write(byId("oldest"), watcher.oldest === undefined ? "–" : Math.round(watcher.oldest) + " s");
  write(byId("dead"), shown(watcher.deadLetters));
  byId("dead").classList.toggle("bad", watcher.deadLetters > 0);
  byId("replay").ariaDisabled = String(!watcher.deadLetters);
  showIf(byId("held"), watcher.held.length > 0, "Held back: " + watcher.held.join(", ") + ". Nothing is lost meanwhile.");
  showIf(byId("letters"), watcher.deadLetters > 0, watcher.letters);
}

function shown(number) {
  return number === undefined ? "–" : String(number);
}

function showIf(node, so, text) {
  node.hidden = !so;
  write(node, so ? text : "");
}

function partOf() {
  const node = element("li", {}, element("span", { className: "name" }), element("span", { className: "how" }), element("button", { type: "button" }));
  node.querySelector("button").addEventListener("click", () => act(node.item.up ? "stop" : "start", { part: node.item.name }));
  return node;
}

function updatePart(node, part) {
  node.item = part;
  node.classList.toggle("down", !part.up);
  write(node.querySelector(".name"), part.name);
  write(node.querySelector(".how"), part.up ? "running" : "stopped");
  const verb = part.up ? "Stop" : "Start";
  write(node.querySelector("button"), verb);
  node.querySelector("button").ariaLabel = verb + " " + part.name;
}

byId("refuse").addEventListener("click", () => act("refuse", {}));
byId("replay").addEventListener("click", () => byId("replay").ariaDisabled === "true" || act("replay", {}));
