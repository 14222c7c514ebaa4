// What is typed in fields goes to the file by itself: after a pause, and when a field is left.

import { say, tell } from "./desk.js";
import { change, file } from "./sop.js";

const PAUSE = 600; // milliseconds; what is typed is lost in a crash for so long
const AGAIN = 2000; // until the next try where the server did not answer
const place = `unsaved:${file}`;
const line = document.getElementById("saved");
const unsaved = new Map(); // by way: { old, new, timer, isSent }

/** What a field holds, as the file has it: nothing where it is empty. */
export function valueOf(field) {
  if (field.type === "checkbox") return field.checked ? true : null;
  const text = field.value.replace(/\s+$/, "");
  if (text.trim() === "") return field.id.endsWith("-uraian") ? "" : null; // a step has its sentence
  const isListed = field.dataset.lines !== undefined && text.includes("\n");
  return isListed ? text.split("\n").map((line) => line.trim()).filter(Boolean) : text;
}

/** Note that something was typed in a field; it is sent after a pause. */
export function typed(field) {
  field.dataset.typed = "yes";
  const way = field.dataset.path;
  const entry = unsaved.get(way) ?? { old: JSON.parse(field.dataset.old) };
  clearTimeout(entry.timer);
  entry.new = valueOf(field);
  entry.timer = setTimeout(() => save(way), PAUSE);
  unsaved.set(way, entry);
  keep();
  line.textContent = say("saving …");
}

/** Send what was typed in a field, if it is not sent yet. */
export function left(field) {
  const entry = unsaved.get(field.dataset.path);
  if (entry && !entry.isSent) save(field.dataset.path);
}

/** Send all that was typed, and wait until it is written. */
export async function settled() {
  await Promise.all([...unsaved.keys()].map(save));
}

async function save(way) {
  const entry = unsaved.get(way);
  if (!entry || entry.isSent) return;
  clearTimeout(entry.timer);
  entry.isSent = true;
  const sent = entry.new;
  const answer = await change({ op: "set", path: JSON.parse(way), old: entry.old, new: sent }, () => unmark(way, sent));
  entry.isSent = false;
  if (answer.status === 0) {
    entry.timer = setTimeout(() => save(way), AGAIN);
    line.textContent = say("not saved yet");
    return;
  }
  if (answer.status === 409) {
    conflict(way, entry, answer);
    return;
  }
  if (answer.status === 200 && entry.new !== sent) {
    entry.old = sent;
    save(way);
    return;
  }
  unsaved.delete(way);
  keep();
  if (answer.status === 200) line.textContent = unsaved.size ? say("saving …") : say("saved");
  else line.textContent = say("not saved: {why}", { why: answer.said ?? "" });
}

/** The field shows what is written again, unless more was typed meanwhile. */
function unmark(way, sent) {
  const entry = unsaved.get(way);
  if (entry && JSON.stringify(entry.new) !== JSON.stringify(sent)) return;
  for (const field of fields(way)) delete field.dataset.typed;
}

function fields(way) {
  return [...document.querySelectorAll("[data-path]")].filter((field) => field.dataset.path === way);
}

/** Somebody else has written there: both texts are shown, and the user chooses. */
function conflict(way, entry, answer) {
  const [field] = fields(way);
  if (!field) return;
  const theirs = answer.theirs ?? JSON.parse(field.dataset.old);
  const box = document.createElement("div");
  box.className = "conflict";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = say("Somebody else has changed this to: {theirs}", { theirs: shown(theirs) });
  const mine = button(say("Keep mine"), () => {
    entry.old = theirs;
    box.remove();
    save(way);
  });
  const other = button(say("Take theirs"), () => {
    unsaved.delete(way);
    keep();
    delete field.dataset.typed;
    if (field.type === "checkbox") field.checked = theirs === true;
    else field.value = theirs === null ? "" : shown(theirs);
    box.remove();
    line.textContent = say("saved");
  });
  box.append(text, mine, other);
  field.after(box);
  line.textContent = say("not saved: somebody else has changed this, too");
}

function shown(value) {
  if (Array.isArray(value)) return value.join("\n");
  return value === null ? say("nothing") : String(value);
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** What is not saved outlives the page: it is put back when the same file is opened again. */
function keep() {
  const entries = [...unsaved].map(([way, entry]) => [way, { old: entry.old, new: entry.new }]);
  if (entries.length) sessionStorage.setItem(place, JSON.stringify(entries));
  else sessionStorage.removeItem(place);
}

/** Put back what an earlier page could not save. */
export function putBack() {
  for (const [way, entry] of JSON.parse(sessionStorage.getItem(place) ?? "[]")) {
    const [field] = fields(way);
    if (!field) continue;
    if (field.type === "checkbox") field.checked = entry.new === true;
    else field.value = entry.new === null ? "" : shown(entry.new);
    typed(field);
    tell(say("What was not saved before is back."));
  }
}

addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
