// What changed since the last version: taken back, kept, sent, or saved as a patch file.

import { ask, base, say, tell, when } from "./desk.js";
import { morph } from "./morph.js";

const part = document.getElementById("changes");
const field = (id) => document.getElementById(id)?.value ?? "";
const chosen = () => [...part.querySelectorAll("[name=file]:checked")].map((box) => box.value);
let since = "";

function show(answer) {
  if (answer.html === undefined) return;
  const unchosen = [...part.querySelectorAll("[name=file]:not(:checked)")].map((box) => box.value);
  part.dataset.version = answer.version;
  morph(part, answer.html);
  for (const box of part.querySelectorAll("[name=file]")) box.checked = !unchosen.includes(box.value);
  showSince();
}

function showSince() {
  const place = document.getElementById("since");
  if (place) morph(place, since);
}

async function control() {
  const answer = await ask("changes-since");
  since = answer.html ?? since;
  showSince();
}

async function look() {
  show(await ask("changes-list"));
  control();
}

async function act(way, asked) {
  const answer = await ask(way, asked);
  if (answer.said) tell(answer.said, answer.status === 200 ? "" : "error");
  const message = document.getElementById("message");
  if (answer.status === 200 && way === "changes-keep" && message) delete message.dataset.typed;
  show(answer);
  control();
}

const asked = (files, more = {}) => ({ version: part.dataset.version, files, ...more });

function keep(branch) {
  const more = { message: field("message"), name: field("name"), email: field("email"), branch };
  return act("changes-keep", asked(chosen(), more));
}

async function savePatch() {
  const words = new URLSearchParams(chosen().map((file) => ["file", file]));
  for (const id of ["message", "name", "email"]) words.append(id, field(id));
  const answer = await fetch(`${base}/changes.patch?${words}`);
  if (!answer.ok) {
    tell((await answer.json()).said, "error");
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = "perubahan-sop.patch";
  link.click();
  URL.revokeObjectURL(link.href);
  tell(say("The patch file is saved: send it by mail to who looks after the catalogue."));
}

const doings = {
  mend: () => act("changes-mend", {}),
  send: () => act("changes-send", {}),
  "keep-apart": () => keep(true),
  "save-patch": savePatch,
};

part.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do === "back") act("changes-back", asked([button.closest("[data-key]").dataset.key]));
  else doings[button.id]?.();
});
part.addEventListener("submit", (event) => {
  event.preventDefault();
  keep(false);
});
part.addEventListener("input", (event) => {
  if (event.target.matches("#message, #name, #email")) event.target.dataset.typed = "yes";
});
for (const name of ["changed", "kept", "listening"]) when(name, look);
control();
