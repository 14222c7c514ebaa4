// The first page: what is typed is looked for at once; the address keeps what is asked for.

import { ask, base, when } from "./desk.js";
import { morph } from "./morph.js";

const form = document.getElementById("search");
const query = document.getElementById("query");
const list = document.getElementById("list");
const count = document.getElementById("count");
let isWhole = new URLSearchParams(location.search).has("all");
let newest = 0;

/** What is asked for, as the address has it. */
function wanted() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) asked.set(name, value);
  if (isWhole) asked.set("all", "1");
  return asked.toString();
}

async function look() {
  const asked = wanted();
  const mine = ++newest;
  const answer = await ask(`index-list?${asked}`);
  if (mine !== newest || !answer.parts) return;
  morph(list, answer.parts.list);
  morph(count, answer.parts.count);
}

function changed() {
  const asked = wanted();
  history.replaceState(null, "", `${base}/${asked ? `?${asked}` : ""}`);
  look();
}

const links = () => [...list.querySelectorAll(".sops a")];

function step(by) {
  const all = links();
  const at = all.indexOf(document.activeElement) + by;
  if (at < 0) query.focus();
  else all[Math.min(at, all.length - 1)]?.focus();
}

form.addEventListener("input", changed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  look().then(() => links()[0]?.click());
});
list.addEventListener("click", (event) => {
  if (event.target.id !== "all") return;
  isWhole = true;
  changed();
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  const isTyping = at.matches("input, select, textarea") || document.querySelector("dialog[open]");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && (at === query || list.contains(at))) {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  }
});
addEventListener("pageshow", (event) => event.persisted && look());
for (const name of ["changed", "checked", "listening"]) when(name, look);
