// What is typed in fields goes to the file by itself: after a pause, and when a field is left.

import { say, tell } from "./desk.js";
import { change, desk, file } from "./sop.js";

const PAUSE = 600; // milliseconds; what is typed is lost in a crash for so long
const AGAIN = 2000; // until the next try where the server did not answer
const place = `unsaved:${file}`;
const line = document.getElementById("saved");
const unsaved = new Map(); // by way: { old, new, timer, isSent, held, why }, held by "conflict" or "refused"

/** What a field holds, as the file has it: nothing where it is empty. */
export function valueOf(field) {
  if (field.type === "checkbox") return field.checked ? true : null;
  const text = field.value.replace(/\s+$/, "");
  if (text.trim() === "") return field.id.endsWith("-uraian") ? "" : null; // a step has its sentence
  const isListed = field.dataset.lines !== undefined && text.includes("\n");
  return isListed ? text.split("\n").map((line) => line.trim()).filter(Boolean) : text;
}

/** Say how it stands with what is typed; what is said already is not said again. */
function tellState(text) {
  if (line.textContent !== text) line.textContent = text;
}

/** Say what is not saved, and why; else that all is. */
function tellAll() {
  const held = [...unsaved.values()].find((entry) => entry.held);
  if (held) tellState(held.why);
  else tellState(unsaved.size ? say("saving …") : say("saved"));
}

/** Note that something was typed in a field; it is sent after a pause. */
export function typed(field) {
  field.dataset.typed = "yes";
  const way = field.dataset.path;
  const entry = unsaved.get(way) ?? { old: JSON.parse(field.dataset.old) };
  clearTimeout(entry.timer);
  entry.new = valueOf(field);
  unsaved.set(way, entry);
  keep();
  if (entry.held === "conflict") return; // the user chooses first
  entry.held = null;
  entry.timer = setTimeout(() => save(way), PAUSE);
  tellState(say("saving …"));
}

/** Send what was typed in a field, if it is not sent yet. */
export function left(field) {
  if (unsaved.has(field.dataset.path)) save(field.dataset.path);
}

/** Send all that was typed, and wait until it is written. */
export async function settled() {
  await Promise.all([...unsaved.keys()].map(save));
}

async function save(way) {
  const entry = unsaved.get(way);
  if (!entry || entry.isSent || entry.held) return;
  clearTimeout(entry.timer);
  entry.isSent = true;
  const sent = entry.new;
  const answer = await change({ op: "set", path: JSON.parse(way), old: entry.old, new: sent }, () => unmark(way, sent));
  entry.isSent = false;
  if (answer.status === 200) written(way, entry, sent);
  else if (answer.status === 0) {
    entry.timer = setTimeout(() => save(way), AGAIN);
    tellState(say("not saved yet"));
  } else if (answer.status === 409) {
    hold(entry, "conflict", say("not saved: somebody else has changed this, too"));
    conflicts();
  } else hold(entry, "refused", say("not saved: {why}", { why: answer.said ?? "" }));
}

/** Send no more: until something else is typed there, or the user has chosen. */
function hold(entry, held, why) {
  entry.held = held;
  entry.why = why;
  tellState(why);
}

function written(way, entry, sent) {
  if (entry.new !== sent) {
    entry.old = sent;
    save(way);
    return;
  }
  unsaved.delete(way);
  keep();
  tellAll();
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
function conflicts() {
  for (const [way, entry] of unsaved) if (entry.held === "conflict") conflict(way, entry);
}

function conflict(way, entry) {
  const [field] = fields(way);
  const theirs = field ? JSON.parse(field.dataset.old) : null;
  const told = field
    ? say("Somebody else has changed this to: {theirs}", { theirs: shown(theirs) })
    : say("What you typed has no place any more: {mine}", { mine: shown(entry.new) });
  if (entry.box?.isConnected && entry.told === told) return;
  entry.box?.remove();
  entry.told = told;
  entry.box = field ? between(way, entry, field, theirs) : without(way, entry);
  const text = document.createElement("p");
  text.textContent = told;
  entry.box.prepend(text);
  if (field) field.after(entry.box);
  else desk.prepend(entry.box);
}

function between(way, entry, field, theirs) {
  const mine = button(say("Keep mine"), () => {
    entry.old = theirs;
    entry.held = null;
    close(entry, field);
    save(way);
  });
  const other = button(say("Take theirs"), () => {
    delete field.dataset.typed;
    fill(field, theirs);
    close(entry, field);
    given(way);
  });
  return box(mine, other);
}

function without(way, entry) {
  return box(button(say("Let it go"), () => {
    entry.box.remove();
    given(way);
  }));
}

/** What was typed is given up. */
function given(way) {
  unsaved.delete(way);
  keep();
  tellAll();
}

function close(entry, field) {
  entry.box.remove();
  field.focus();
}

function box(...buttons) {
  const made = document.createElement("div");
  made.className = "conflict";
  made.setAttribute("role", "alert");
  made.append(...buttons);
  return made;
}

function fill(field, value) {
  if (field.type === "checkbox") field.checked = value === true;
  else field.value = value === null ? "" : shown(value);
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
    unsaved.set(way, entry); // with what was there then: others may have written since
    if (field) {
      fill(field, entry.new);
      typed(field);
    } else hold(unsaved.get(way), "conflict", say("not saved: somebody else has changed this, too"));
    tell(say("What was not saved before is back."));
  }
  conflicts();
}

/** A field that was away, as while the file could not be read, comes back as it was written; what was typed does, too. */
function restore() {
  for (const [way, entry] of unsaved) {
    const [field] = fields(way);
    if (!field || field.dataset.typed || entry.isSent) continue;
    fill(field, entry.new);
    if (entry.held !== "conflict") typed(field);
    else field.dataset.typed = "yes";
  }
}

desk.addEventListener("shown", () => {
  restore();
  conflicts(); // the boxes are not the server's
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
