// Reads what the lab tells and hands it to the parts of the page.
import { announce, byId, write } from "./dom.js";
import { drawBoard } from "./board.js";
import { showStory, tell } from "./story.js";
import { drawControls } from "./controls.js";
import { drawFunctions } from "./invoke.js";
import { count } from "./steps.js";

const below = matchMedia("(max-width: 1099px)");
let state = null;
let chosen = "";

function names(serial) {
  const device = state && state.devices.find(each => each.serial === serial);
  return device ? device.hostname : serial;
}

function draw() {
  drawBoard(state, chosen, choose);
  drawControls(state);
  drawFunctions(state.functions);
}

// The same device again: the story of all.
function choose(serial) {
  chosen = chosen === serial ? "" : serial;
  announce(showStory(chosen, names));
  draw();
  if (chosen && below.matches) byId("story").scrollIntoView();
}

const source = new EventSource("/events");

source.addEventListener("state", event => {
  const now = JSON.parse(event.data);
  if (state && state.run !== now.run) location.reload();
  const first = !state;
  state = now;
  draw();
  if (first) showStory(chosen, names);
});

source.addEventListener("fact", event => {
  const fact = JSON.parse(event.data);
  count(fact);
  tell(fact, names);
  if (state) draw();
});

source.addEventListener("open", () => write(byId("link"), "Live"));
source.addEventListener("error", () => write(byId("link"), "The lab does not answer; trying again…"));
