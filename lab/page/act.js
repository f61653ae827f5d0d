// Asks the lab to do something, and says what came of it.
import { announce, byId, write } from "./dom.js";

export async function act(verb, request) {
  let words;
  let done = false;
  try {
    const answer = await fetch("/do/" + verb, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    });
    words = await answer.text();
    done = answer.ok;
  } catch {
    words = "The lab does not answer.";
  }
  say(words, done);
  return done;
}

function say(words, done) {
  const toast = byId("toast");
  write(toast, words);
  toast.classList.toggle("bad", !done);
  toast.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (toast.hidden = true), 6000);
  announce(words);
}
