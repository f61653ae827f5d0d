// The containers as columns and the devices as cards, which are moved by mouse or by keyboard.
import { act } from "./act.js";
import { byId, element, keyed, write } from "./dom.js";
import { steps, stepNames } from "./steps.js";

const OUTSIDE = "";
const cards = new Map();
let dragged = null;

export function drawBoard(state, chosen, choose) {
  const outside = state.devices.some(device => device.container === OUTSIDE);
  const columns = outside ? [...state.containers, OUTSIDE] : state.containers;
  const refocus = focused();
  keyed(byId("board"), columns, name => "in " + name, column, (node, name) => {
    const devices = state.devices.filter(device => device.container === name);
    write(node.querySelector(".count"), String(devices.length));
    keyed(node.querySelector("ul"), devices, device => device.serial, device => cardOf(device, choose), (each, device) => {
      update(each, device, state.containers, chosen === device.serial);
    });
  });
  refocus();
}

// A card that is put into another column loses the focus: it is given back.
function focused() {
  const node = document.activeElement;
  return () => {
    if (node && node.isConnected && node !== document.activeElement && byId("board").contains(node)) node.focus();
  };
}

function column(name) {
  const title = name === OUTSIDE ? "Not in CloudVision" : name;
  const list = element("ul", { className: "cards", "aria-label": title });
  const node = element("section", { className: "column", "aria-label": title },
    element("h3", {}, title, " ", element("span", { className: "count" })), list);
  if (name !== OUTSIDE) acceptDrops(node, name);
  return node;
}

function acceptDrops(node, container) {
  let inside = 0;
  node.addEventListener("dragover", event => dragged && event.preventDefault());
  node.addEventListener("dragenter", () => { inside++; node.classList.add("over"); });
  node.addEventListener("dragleave", () => { if (--inside === 0) node.classList.remove("over"); });
  node.addEventListener("drop", event => {
    event.preventDefault();
    inside = 0;
    node.classList.remove("over");
    if (dragged && dragged.container !== container) act("move", { device: dragged.serial, container });
  });
}

// The same element whatever container it is in.
function cardOf(device, choose) {
  if (!cards.has(device.serial)) cards.set(device.serial, card(device, choose));
  return cards.get(device.serial);
}

function card(device, choose) {
  const node = element("li", { className: "card", draggable: true });
  const name = element("button", { type: "button", className: "name", title: "Show its story" }, device.hostname);
  name.addEventListener("click", () => choose(device.serial));
  const select = element("select", { "aria-label": "Container for " + device.hostname });
  const move = element("button", { type: "button", "aria-label": "Move " + device.hostname }, "Move");
  move.addEventListener("click", () => move.ariaDisabled === "true" || act("move", { device: device.serial, container: select.value }));
  select.addEventListener("change", () => refuse(move, select.value === node.device.container));
  node.addEventListener("dragstart", event => {
    dragged = node.device;
    event.dataTransfer.setData("text/plain", device.hostname);
    event.dataTransfer.effectAllowed = "move";
  });
  node.addEventListener("dragend", () => (dragged = null));
  node.append(name, element("small", {}, device.serial), element("ol", { className: "steps", "aria-label": "How far its last move has come" }),
    element("div", { className: "moving" }, select, move), element("div", { className: "acts" },
      toggle("event", ["raise", "Raise event", "raise an event about"], ["resolve", "Resolve event", "resolve the event about"], node),
      toggle("broken", ["break", "Break BGP", "break a BGP session of"], ["mend", "Mend BGP", "mend the BGP session of"], node)));
  return node;
}

// A button that does the one thing or undoes it, as the device is.
function toggle(field, off, on, node) {
  const button = element("button", { type: "button" });
  const now = () => (node.device[field] ? on : off);
  button.update = () => {
    write(button, now()[1]);
    button.setAttribute("aria-label", now()[1] + ": " + now()[2] + " " + node.device.hostname);
    button.classList.toggle("on", node.device[field]);
  };
  button.addEventListener("click", () => act(now()[0], { device: node.device.serial }));
  return button;
}

function update(node, device, containers, isChosen) {
  const select = node.querySelector("select");
  const had = node.device;
  node.device = device;
  node.classList.toggle("chosen", isChosen);
  node.querySelector(".name").ariaPressed = String(isChosen);
  if (select.options.length !== containers.length) select.replaceChildren(...containers.map(name => element("option", {}, name)));
  if (!had || had.container !== device.container) select.value = device.container || containers[0];
  refuse(node.querySelector(".moving button"), select.value === device.container);
  node.querySelectorAll(".acts button").forEach(button => button.update());
  drawSteps(node.querySelector(".steps"), device);
}

// Still focusable, as a button that goes away under a keyboard is a nuisance.
function refuse(button, refused) {
  button.ariaDisabled = String(refused);
}

function drawSteps(list, device) {
  const come = steps(device.serial);
  keyed(list, stepNames, name => name, () => element("li"), (node, name) => {
    const how = come.get(name) || "open";
    node.className = how;
    write(node, name);
    node.setAttribute("aria-label", name + ": " + { open: "not yet", done: "yes", bad: "yes, with a failure", skipped: "there is nothing to validate" }[how]);
  });
}
