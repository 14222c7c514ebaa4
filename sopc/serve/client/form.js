// The form of an SOP: its fields, its lists, undo and redo.

import { ask, say, tell } from "./desk.js";
import { left, putBack, settled, typed } from "./saving.js";
import { change, desk, look } from "./sop.js";

const form = document.getElementById("form");

desk.addEventListener("input", (event) => {
  const field = event.target.closest("[data-path]");
  if (!field) return;
  grow(field);
  typed(field);
});
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
  const adding = event.target.closest("[data-add]");
  if (adding && event.key === "Enter") {
    event.preventDefault();
    add(adding);
  }
});
form.addEventListener("change", (event) => {
  const adding = event.target.closest("[data-add]");
  if (adding && named(adding)) add(adding); // chosen from the list
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const list = button.closest("[data-list]");
  const adding = list.querySelector("[data-add]");
  if (button.dataset.do === "add") add(adding);
  else if (button.dataset.do === "outside") add(adding, (text) => ({ luar: text }));
  else act(list, button);
});

/** The key of the name that is typed, if it is one of the list's. */
function named(adding) {
  const text = adding.value.trim();
  const options = [...(adding.list?.options ?? [])];
  const found = options.filter((option) => option.value === text || option.dataset.name === text);
  return found.length === 1 ? found[0].dataset.name : null;
}

async function add(adding, made = null) {
  const text = adding.value.trim();
  if (!text) return;
  const list = adding.closest("[data-list]");
  const value = made ? made(text) : adding.list ? named(adding) : text;
  const unknown = list.querySelector("[data-unknown]");
  if (unknown) unknown.hidden = value !== null;
  if (value === null) {
    tell(say("“{text}” is none of the names that are known: choose one of the list.", { text }), "error");
    return;
  }
  await settled();
  const answer = await change({ op: "insert", path: JSON.parse(list.dataset.list), at: Number(adding.dataset.add), value });
  if (answer.status === 200) adding.value = "";
  adding.focus();
}

async function act(list, button) {
  const row = button.closest("[data-at]");
  const at = Number(row.dataset.at);
  const path = JSON.parse(list.dataset.list);
  const to = { up: at - 1, down: at + 1 }[button.dataset.do];
  await settled();
  if (to === undefined) {
    await change({ op: "remove", path: [...path, at], old: JSON.parse(button.dataset.old) });
    const next = document.getElementById(`f-${path.join("-")}-${at}-remove`) ?? list.querySelector("[data-add]");
    next?.focus();
  } else {
    await change({ op: "move", path, from: at, to });
    const same = document.getElementById(`f-${path.join("-")}-${to}-${button.dataset.do}`);
    (same?.disabled ? same.parentElement.querySelector("button:enabled") : same)?.focus();
  }
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
addEventListener("resize", growAll);
growAll();
putBack();
