// A list of names: entries are added, changed and taken out, each by a button.

import { ask, say, tell, when } from "./desk.js";
import { morph } from "./morph.js";

const list = document.getElementById("list");
const way = `registries/${list.dataset.kind}`;

/** What a form holds, with what the page showed before. */
function said(form) {
  const sent = {};
  for (const field of form.querySelectorAll("[name]")) {
    sent[field.name] = field.value;
    if (field.dataset.old !== undefined) sent[`old-${field.name}`] = field.dataset.old;
  }
  if (form.dataset.of) sent.key = form.dataset.of;
  return sent;
}

async function send(act, sent, form) {
  const answer = await ask(`${way}/${act}`, sent);
  if (answer.status !== 200) {
    if (answer.said) tell(answer.said, "error");
    return;
  }
  for (const field of form?.querySelectorAll("[data-typed]") ?? []) delete field.dataset.typed;
  morph(list, answer.list);
  tell(act === "remove" ? say("Taken out.") : say("Saved."));
  if (act === "add") {
    form.reset();
    for (const field of form.querySelectorAll("input")) field.value = "";
  }
  const entry = answer.key ? document.getElementById(`entry-${answer.key}`) : null;
  if (act === "rename" && entry) entry.open = true;
  (act === "add" ? (document.getElementById("back") ?? form.querySelector("input")) : entry?.querySelector("summary") ?? document.querySelector("#add-one summary")).focus();
}

addEventListener("input", (event) => {
  if (list.contains(event.target)) event.target.dataset.typed = "yes";
});
addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target.dataset.do, said(event.target), event.target);
});
list.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do='remove']");
  if (button) send("remove", { key: button.dataset.of });
});
async function look() {
  const answer = await ask(`${way}/list`);
  if (answer.list) morph(list, answer.list);
}

for (const name of ["changed", "listening"]) when(name, look);
