// What all pages share: words, requests, events, and one line that tells what happened.

export const base = document.documentElement.dataset.base;
const words = JSON.parse(document.getElementById("words").textContent);

/** A text in the user's language, with its fields. */
export function say(text, fields = {}) {
  return (words[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => fields[name] ?? "");
}

/** Tell the user something, in the line that screen readers watch. */
export function tell(text, kind = "") {
  const line = document.getElementById("told");
  line.textContent = text;
  line.className = kind;
}

/** Ask the server; `{status, ...answer}`. Where it does not answer, the user is told. */
export async function ask(way, body) {
  try {
    const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    const answer = await fetch(`${base}/${way}`, options);
    return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
  } catch {
    tell(say("The desk does not answer: start `sopc serve` again. What you type stays on this page."), "error");
    return { status: 0 };
  }
}

const heard = [];

/** Call `happened` for each event of the server of a name: `changed`, `checked`, `printed` or `kept`; and for `listening`: from
 * there on nothing is missed, and what was told before is not known. Scripts ask for it before they wait for anything. */
export function when(name, happened) {
  heard.push([name, happened]);
}

document.addEventListener("DOMContentLoaded", () => { // all scripts have asked
  const events = new EventSource(`${base}/events`);
  for (const [name, happened] of heard) events.addEventListener(name, happened);
});
