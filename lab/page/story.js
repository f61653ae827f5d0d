// What happened to one device, or to all, as it happens.
import { announce, byId, element, write } from "./dom.js";
import { drawn } from "./message.js";

const ALL = "";
const facts = [];
let chosen = ALL;

export function tell(fact, names) {
  facts.push(fact);
  if (!concerns(fact)) return;
  const entries = byId("entries");
  const reading = entries.scrollTop + entries.clientHeight < entries.scrollHeight - 60;
  entries.append(entry(fact, names));
  if (!reading) entries.scrollTop = entries.scrollHeight;
  if (chosen !== ALL) announce(headline(fact, names));
}

export function showStory(serial, names) {
  chosen = serial;
  const title = serial === ALL ? "Story of all devices" : "Story of " + names(serial);
  write(byId("story-title"), title);
  const entries = byId("entries");
  entries.replaceChildren(...facts.filter(concerns).map(fact => entry(fact, names)));
  entries.scrollTop = entries.scrollHeight;
  return title;
}

function concerns(fact) {
  return chosen === ALL || fact.devices.includes(chosen) || (fact.kind === "lab" && !fact.devices.length);
}

function entry(fact, names) {
  const time = element("time", { dateTime: fact.at }, new Date(fact.at).toLocaleTimeString([], { hour12: false }));
  const who = element("span", { className: "who" }, WHO[fact.kind](fact));
  const node = element("li", { className: "entry " + fact.kind + (isBad(fact) ? " bad" : "") },
    element("p", { className: "line" }, time, " ", who, " ", headline(fact, names)));
  const details = DETAILS[fact.kind];
  if (details) node.append(...details(fact));
  return node;
}

const WHO = {
  moved: () => "CloudVision",
  detected: () => "cvp-watcher",
  said: () => "cvp-watcher",
  called: fact => fact.function,
  recorded: () => "CMDB",
  announced: () => "Slack",
  published: () => "Kafka",
  lab: fact => fact.who,
};

const HEADLINE = {
  moved: (fact, name) => name + " is put into " + fact.container,
  detected: fact => "detected: " + fact.text,
  said: fact => fact.text,
  called: fact => fact.text.split("\n")[0],
  recorded: fact => "holds " + fact.name + " in " + fact.container,
  announced: fact => fact.channel + " shows a message",
  published: fact => fact.type + " is in " + fact.topic + ", partition " + fact.partition + ", offset " + fact.offset,
  lab: fact => fact.text,
};

function headline(fact, names) {
  return HEADLINE[fact.kind](fact, fact.devices.map(names).join(", "));
}

function isBad(fact) {
  return fact.kind === "called" && (fact.status > 299 || (fact.report && fact.report.verdict !== "success"));
}

const DETAILS = {
  announced: fact => [drawn(fact.message)],
  published: fact => [folded("the record", element("pre", {}, fact.value))],
  called: fact => (fact.report ? report(fact) : rest(fact.text)),
};

function rest(text) {
  const more = text.split("\n").slice(1).join("\n");
  return more ? [element("pre", {}, more)] : [];
}

function folded(title, content) {
  return element("details", {}, element("summary", {}, title), content);
}

function report(fact) {
  const lines = fact.report.results.map(result => element("li", {}, element("b", {}, result.test), " " + result.result,
    element("ul", {}, ...result.messages.map(message => element("li", {}, message)))));
  const link = element("a", { href: "/report/" + encodeURIComponent(fact.devices[0]), target: "_blank", rel: "noreferrer" }, "HTML report");
  return [element("ul", { className: "findings" }, ...lines), element("p", {}, link, element("small", {}, " of the switch as it is now"))];
}
