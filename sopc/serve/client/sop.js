// The desk of one SOP: changes go to the server one after the other, and what it shows comes back.

import { ask, say, tell, when } from "./desk.js";
import { morph } from "./morph.js";

export const desk = document.getElementById("desk");
export const file = desk.dataset.file;
const way = file.split("/").map(encodeURIComponent).join("/");
let queue = Promise.resolve();

/** Do something once all that was asked for before is done, however that ended. */
function inTurn(act) {
  const done = queue.then(act);
  queue = done.catch(reportError);
  return done;
}

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
  return inTurn(async () => {
    const answer = await ask(`change/${way}`, { version: desk.dataset.version, change: asked });
    if (answer.said) tell(answer.said, "error");
    if (answer.status === 200) answered();
    show(answer);
    return answer;
  });
}

/** Show how the SOP is now, once all changes that were asked for are made. What others changed is told. */
export function look(isOurs = false) {
  return inTurn(async () => {
    const answer = await ask(`parts/${way}`);
    if (!isOurs && answer.version && answer.version !== desk.dataset.version) tell(say("The file was changed; this is how it is now."));
    show(answer);
  });
}

when("changed", (event) => {
  inTurn(() => {
    const files = JSON.parse(event.data);
    const concerns = file in files || Object.keys(files).length === 0 || Object.keys(files).some((name) => !name.includes("/"));
    if (concerns && files[file] !== desk.dataset.version) look();
  });
});
for (const name of ["checked", "listening"]) when(name, () => look());
