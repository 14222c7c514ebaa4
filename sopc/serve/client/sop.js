// The desk of one SOP: changes go to the server one after the other, and what it shows comes back.

import { ask, say, tell, when } from "./desk.js";
import { morph } from "./morph.js";

export const desk = document.getElementById("desk");
export const file = desk.dataset.file;
const way = file.split("/").map(encodeURIComponent).join("/");
let queue = Promise.resolve();

/** Show what the server says. */
export function show(answer) {
  if (!answer.parts) return;
  desk.dataset.version = answer.version;
  for (const [id, html] of Object.entries(answer.parts)) morph(document.getElementById(id), html);
  desk.dispatchEvent(new CustomEvent("shown"));
}

/** Ask for a change; they are made in the order in which they are asked for.
 *
 * `answered` is called before the answer is shown. */
export function change(asked, answered = () => {}) {
  queue = queue.then(async () => {
    const answer = await ask(`change/${way}`, { version: desk.dataset.version, change: asked });
    if (answer.said) tell(answer.said, "error");
    if (answer.status === 200) answered();
    show(answer);
    return answer;
  });
  return queue;
}

/** Show how the SOP is now, once all changes that were asked for are made. What others changed is told. */
export function look(isOurs = false) {
  queue = queue.then(async () => {
    const answer = await ask(`parts/${way}`);
    if (!isOurs && answer.version && answer.version !== desk.dataset.version) tell(say("The file was changed; this is how it is now."));
    show(answer);
  });
  return queue;
}

when("changed", (event) => {
  queue = queue.then(() => {
    const files = JSON.parse(event.data);
    const concerns = file in files || Object.keys(files).length === 0 || Object.keys(files).some((name) => !name.includes("/"));
    if (concerns && files[file] !== desk.dataset.version) look();
  });
});
when("checked", () => look());
when("open", () => document.querySelector(".checking") && look()); // what was told before anybody listened
