// Draws a message of Block Kit about as Slack does. Whatever it holds becomes text, never markup.
const MARKUP = /<(https?:\/\/[^|>]+)\|([^>]*)>|<([!@#][^>]*)>|`([^`\n]+)`|\*([^*\n]+)\*|&(amp|lt|gt);/g;
const ESCAPES = { amp: "&", lt: "<", gt: ">" };

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

function mrkdwn(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(MARKUP)) {
    nodes.push(text.slice(end, found.index));
    nodes.push(marked(found));
    end = found.index + found[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function marked([, url, label, mention, code, bold, escape]) {
  if (url) return Object.assign(element("a", "", label), { href: url, target: "_blank", rel: "noreferrer" });
  if (mention) return element("span", "mention", "@" + mention.replace(/^[!@#]/, ""));
  if (code) return element("code", "", code.replace(/&(amp|lt|gt);/g, (whole, name) => ESCAPES[name]));
  if (bold) return element("b", "", ...mrkdwn(bold));
  return ESCAPES[escape];
}

function text(object) {
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [object.text];
}

function block(json) {
  const node = element("div", "block " + json.type);
  if (json.text) node.append(...text(json.text));
  for (const part of json.elements || []) node.append(...text(part));
  if (!json.fields) return node;
  node.classList.add("fields");
  for (const field of json.fields) node.append(element("div", "", ...text(field)));
  return node;
}

function blocks(message) {
  const shown = element("div", "");
  for (const json of message.blocks || []) shown.append(block(json));
  for (const attachment of message.attachments || []) {
    const bar = element("div", "bar", ...attachment.blocks.map(block));
    if (attachment.color) bar.style.borderColor = attachment.color;
    shown.append(bar);
  }
  if (!shown.children.length) shown.append(...mrkdwn(message.text || ""));
  return shown;
}

// The element of a whole message; message.css has its looks.
export function drawn(message) {
  const icon = element("div", "icon", "CF");
  icon.ariaHidden = "true";
  const sender = element("div", "", element("span", "who", "CloudVision Functions"), element("span", "app", "APP"));
  return element("div", "slack-message", icon, element("div", "body", sender, blocks(message)));
}
