// What the modules of the page share: elements, and what a screen reader is told.

// An element; what is given as children becomes text, never markup.
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

// Changes a text only where it is another one, so that nobody's selection is lost.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Holds a list of elements to a list of items: each is made once, and kept as long as its key is there.
export function keyed(parent, items, keyOf, make, update) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  const wanted = items.map(item => {
    const key = keyOf(item);
    const node = before.get(key) || make(item);
    node.dataset.key = key;
    before.delete(key);
    update(node, item);
    return node;
  });
  before.forEach(gone => gone.remove());
  wanted.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] || null);
  });
}

let last = 0;

// Said by screen readers; two at once are said in one breath.
export function announce(text) {
  const announcer = byId("announcer");
  const now = Date.now();
  announcer.textContent = now - last < 1500 && announcer.textContent ? announcer.textContent + " " + text : text;
  last = now;
}
