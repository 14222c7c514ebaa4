// The text view: one file as it is written, in an editor for texts, or in a plain field without one.

import { ask, say, tell, when } from "./desk.js";
import { editorOf } from "./text_editor.js";
import { plainEditor } from "./text_plain.js";
import { showConflict, showFound } from "./text_found.js";

const PAUSE = 1200; // milliseconds after which what was typed is saved
const LOOK = 300; // and after which it is looked at
const desk = document.getElementById("text-desk");
const { file } = desk.dataset;
const way = file.split("/").map(encodeURIComponent).join("/");
const place = `unsaved text:${file}`;
const field = document.getElementById("text");
const line = document.getElementById("saved");
const about = (path, at) => ask(`${path}/${way}`, { text: editor.text(), at });

let version = desk.dataset.version;
let saved = field.value;
let saving = null;
let isInConflict = false;
const timers = { look: 0, save: 0 };

const asking = {
  typed,
  save: () => save(),
  offers: async (at) => (await about("offers", at)).items ?? [],
  known: (at) => about("known", at),
};
const opened = desk.dataset.editor && !field.readOnly ? editorOf(desk, field, asking).catch(() => plainEditor(field, asking)) : Promise.resolve(plainEditor(field, asking));
when("changed", (event) => opened.then(() => changed(JSON.parse(event.data))));
when("checked", () => opened.then(look));
when("listening", () => opened.then(() => changed({})));
const editor = await opened;

/** Something was typed: it is looked at soon, and saved after a pause. */
function typed() {
  clearTimeout(timers.look);
  timers.look = setTimeout(look, LOOK);
  if (editor.text() === saved) return;
  keep();
  if (isInConflict) return;
  line.textContent = say("saving …");
  clearTimeout(timers.save);
  timers.save = setTimeout(save, PAUSE);
}

async function look() {
  const text = editor.text();
  const answer = await ask(`typed/${way}`, { text });
  if (!answer.found || editor.text() !== text) return;
  editor.mark(answer.found);
  showFound(answer.found, editor);
}

/** Write the text; what was typed meanwhile is written after it. */
async function save() {
  clearTimeout(timers.save);
  if (saving || isInConflict) return;
  const text = editor.text();
  if (text === saved) {
    line.textContent = say("saved");
    return;
  }
  saving = ask(`text/${way}`, { version, text });
  const answer = await saving;
  saving = null;
  if (answer.status === 200) took(text, answer);
  else if (answer.status === 409) conflict(answer);
  else if (answer.status === 0) timers.save = setTimeout(save, 2 * PAUSE);
  if (answer.status !== 200) line.textContent = say("not saved: {why}", { why: answer.said ?? "" });
}

/** The file holds what was sent, with what others wrote elsewhere in it. */
function took(text, answer) {
  const hasMore = editor.text() !== text;
  if (hasMore) timers.save = setTimeout(save, PAUSE);
  if (hasMore && answer.text !== text) return; // what is typed is still made of the version before
  version = answer.version;
  saved = answer.text;
  if (hasMore) {
    keep();
    return;
  }
  if (answer.text !== text) editor.become(answer.text);
  sessionStorage.removeItem(place);
  line.textContent = say("saved");
  look();
}

function conflict(answer) {
  isInConflict = true;
  showConflict(answer, {
    mine: () => {
      settle(answer.version);
      saved = answer.text;
      save();
    },
    theirs: () => {
      settle(answer.version);
      saved = answer.text;
      editor.become(answer.text);
      sessionStorage.removeItem(place);
      line.textContent = say("saved");
      look();
    },
  });
}

function settle(of) {
  isInConflict = false;
  version = of;
  editor.focus();
}

/** Files have changed, perhaps any where none is named: another one may have made findings of this one. */
function changed(files) {
  if (file in files || Object.keys(files).length === 0) outside();
  else look();
}

/** Somebody else may have changed the file: it is shown, unless there is something to be saved. */
async function outside() {
  if (saving) await saving;
  const answer = await ask(`raw/${way}`);
  if (answer.version === version) look();
  if (answer.version === undefined || answer.version === version || isInConflict) return;
  if (editor.text() !== saved) {
    save(); // the server puts both together, or asks
    return;
  }
  version = answer.version;
  saved = answer.text;
  editor.become(answer.text);
  tell(say("The file was changed; this is how it is now."));
  look();
}

/** What is not saved outlives the page. */
function keep() {
  sessionStorage.setItem(place, JSON.stringify({ version, text: editor.text() }));
}

function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (!kept || kept.text === saved) return;
  version = kept.version;
  editor.become(kept.text);
  tell(say("What was not saved before is back."));
  typed();
}

document.getElementById("save").addEventListener("click", save);
addEventListener("beforeunload", (event) => {
  if (editor.text() !== saved) event.preventDefault();
});
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  save();
});
addEventListener("hashchange", toLine);

function toLine() {
  const found = /^#L(\d+)$/.exec(location.hash);
  if (found) editor.go(Number(found[1]));
}

putBack();
toLine();
look();
desk.dataset.ready = "yes";
