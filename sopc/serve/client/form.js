// The form of an SOP: its fields, its lists, undo and redo.

import { ask, say, tell } from "./desk.js";
import { left, putBack, settled, typed } from "./saving.js";
import { change, desk, file, look } from "./sop.js";

const form = document.getElementById("form");
const unknown = new Map(); // what was typed that is none of the names, by its field
let adds = Promise.resolve();

desk.addEventListener("input", (event) => {
  const field = event.target.closest("[data-path]");
  if (!field) {
    mark(event.target);
    showUnknown();
    return;
  }
  grow(field);
  typed(field);
});

/** What is typed to be added stays while the page is shown anew. */
function mark(field) {
  if (!field.matches("[data-add], [data-part], #lane-add")) return;
  if (field.value) field.dataset.typed = "yes";
  else delete field.dataset.typed;
}

function empty(field) {
  field.value = "";
  mark(field);
}

desk.addEventListener("focusout", (event) => {
  const field = event.target.closest("[data-path]");
  if (field) left(field);
});
desk.addEventListener("change", (event) => {
  const field = event.target.closest("[data-path]");
  if (field) left(field);
});

/** A text area is as high as its text. */
function grow(field) {
  if (field.nodeName !== "TEXTAREA") return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function growAll() {
  for (const field of desk.querySelectorAll("textarea[data-path]")) grow(field);
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.nodeName !== "INPUT") return;
  const adding = event.target.closest("[data-add]");
  if (adding) add(adding);
  else if (event.target.dataset.part) another(event.target.closest("[data-list]"));
  else return;
  event.preventDefault();
});
form.addEventListener("change", (event) => {
  const adding = event.target.closest("[data-add]");
  if (adding && named(adding)) add(adding); // chosen from the list
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const list = button.closest("[data-list]");
  const adding = list.querySelector(":scope > .add > [data-add]");
  if (button.dataset.do === "add") add(adding);
  else if (button.dataset.do === "outside") add(adding, (text) => ({ luar: text }));
  else if (button.dataset.do === "another") another(list);
  else if (button.dataset.do === "widen") widen(button);
  else act(list, button);
});

/** The key of the name that is typed, if it is one of the list's. */
function named(adding) {
  const text = adding.value.trim();
  const options = [...(adding.list?.options ?? [])];
  const found = options.filter((option) => option.value === text || option.dataset.name === text);
  return found.length === 1 ? found[0].dataset.name : null;
}

/** Beside a name that is not known, while it stands there: how it becomes known. It is not typed twice. */
function showUnknown() {
  for (const [id, name] of unknown) {
    const adding = document.getElementById(id);
    const said = adding?.closest("[data-list]").querySelector("[data-unknown]");
    if (!said) continue;
    said.hidden = adding.value.trim() !== name;
    said.querySelector("a").search = new URLSearchParams({ from: file, name });
  }
}

/** Add what is typed to its list; of several, one after the other. */
function add(adding, made = null) {
  const text = adding.value.trim();
  if (!text) return;
  const list = adding.closest("[data-list]");
  const value = made ? made(text) : adding.list ? named(adding) : text;
  if (value === null) {
    unknown.set(adding.id, text);
    showUnknown();
    tell(say("“{text}” is none of the names that are known: choose one of the list.", { text }), "error");
    return;
  }
  empty(adding);
  adding.focus();
  adds = adds.then(() => insert(adding, text, value));
}

async function insert(adding, text, value) {
  await settled();
  const path = JSON.parse(adding.closest("[data-list]").dataset.list);
  const answer = await change({ op: "insert", path, at: Number(adding.dataset.add), value });
  if (answer.status === 200 || adding.value) return;
  adding.value = text;
  mark(adding);
}

/** One more of a list of groups, of what is typed for it. */
async function another(list) {
  const parts = [...list.querySelectorAll(":scope > details [data-part]")];
  const missing = parts.find((field) => !field.value.trim());
  if (missing) {
    tell(say("This is missing: {what}.", { what: missing.labels[0].textContent }), "error");
    missing.focus();
    return;
  }
  const value = Object.fromEntries(parts.map((field) => [field.dataset.part, field.value.trim()]));
  const at = Number(list.querySelector(":scope > details [data-add]").dataset.add);
  await settled();
  const answer = await change({ op: "insert", path: JSON.parse(list.dataset.list), at, value });
  if (answer.status !== 200) return;
  for (const field of parts) empty(field);
  list.querySelector(":scope > ol > li:last-child [data-path]").focus();
}

/** Say one thing more beside a name. */
async function widen(button) {
  const { old, key, said } = button.dataset;
  const path = JSON.parse(button.closest("[data-row]").dataset.row);
  const value = { ...JSON.parse(button.dataset.new), [key]: said ?? today() };
  const id = `${button.closest("[data-row]").querySelector(".name").id}-${key}`;
  await settled();
  await change({ op: "set", path, old: JSON.parse(old), new: value });
  document.getElementById(id)?.focus();
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What a button of an entry does: up, down, or out. */
async function act(list, button) {
  const row = button.closest("[data-at]");
  const at = Number(row.dataset.at);
  const path = JSON.parse(list.dataset.list);
  const to = { up: at - 1, down: at + 1 }[button.dataset.do];
  await settled();
  if (to === undefined) {
    await change({ op: "remove", path: JSON.parse(row.dataset.row), old: JSON.parse(button.dataset.old) });
    const next = document.getElementById(`f-${path.join("-")}-${at}-remove`);
    (next ?? list.querySelector(":scope > .add > input, :scope > details > summary"))?.focus();
  } else {
    await change({ op: "move", path, from: at, to });
    const same = document.getElementById(`f-${path.join("-")}-${to}-${button.dataset.do}`);
    (same?.disabled ? same.parentElement.querySelector("button:enabled") : same)?.focus();
  }
}

// --- dragging entries within their list

let dragged = null;
form.addEventListener("dragstart", (event) => {
  const grip = event.target.closest?.("[draggable]");
  if (!grip) return;
  dragged = grip.closest("li");
  event.dataTransfer.setData("text/plain", dragged.dataset.at);
  event.dataTransfer.setDragImage(dragged, 0, 0);
  event.dataTransfer.effectAllowed = "move";
});
form.addEventListener("dragover", (event) => {
  const over = target(event);
  if (over) event.preventDefault();
  for (const each of form.querySelectorAll(".over")) if (each !== over) each.classList.remove("over");
  over?.classList.add("over");
});
form.addEventListener("dragend", () => {
  dragged = null;
  for (const each of form.querySelectorAll(".over")) each.classList.remove("over");
});
form.addEventListener("drop", async (event) => {
  const over = target(event);
  if (!over) return;
  event.preventDefault();
  const path = JSON.parse(over.closest("[data-list]").dataset.list);
  const [from, to] = [Number(dragged.dataset.at), Number(over.dataset.at)];
  await settled();
  await change({ op: "move", path, from, to });
});

/** The entry that what is dragged may take the place of: another of the same list. */
function target(event) {
  const over = event.target.closest?.("li[data-row]");
  return over && dragged && over !== dragged && over.parentElement === dragged.parentElement ? over : null;
}

async function back(way) {
  await settled();
  const answer = await ask(way, {});
  if (answer.said) tell(answer.said, answer.status === 200 ? "" : "error");
  if (answer.status !== 200) return;
  await look(true);
  tell(answer.said); // the desk's own event may have been told as news meanwhile
}

document.getElementById("undo").addEventListener("click", () => back("undo"));
document.getElementById("redo").addEventListener("click", () => back("redo"));
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const isTyping = document.activeElement?.dataset?.typed;
  const key = event.key.toLowerCase();
  if (isTyping || !["z", "y"].includes(key)) return;
  event.preventDefault();
  back(key === "y" || event.shiftKey ? "redo" : "undo");
});

desk.addEventListener("shown", growAll);
desk.addEventListener("shown", showUnknown);
addEventListener("resize", growAll);
growAll();
putBack();
