// An SOP as a whole is retired, moved or numbered otherwise: first what would change, then it is done.

import { ask, base, say, tell } from "./desk.js";
import { morph } from "./morph.js";

const acts = document.getElementById("acts");
const way = (file) => file.split("/").map(encodeURIComponent).join("/");

async function act(form, sure) {
  const value = form.querySelector("[name='value']").value;
  tell(say("one moment …"));
  const answer = await ask(`acts/${way(acts.dataset.file)}`, { act: form.dataset.act, value, sure });
  tell(answer.said ?? "", answer.said ? "error" : "");
  if (answer.file) {
    location.assign(`${base}/sop/${way(answer.file)}`);
    return;
  }
  if (answer.look) morph(form.querySelector(".look"), answer.look);
  form.querySelector("[data-sure]")?.focus();
}

acts.addEventListener("submit", (event) => {
  event.preventDefault();
  act(event.target, "");
});
acts.addEventListener("click", (event) => {
  if (event.target.closest("[data-sure]")) act(event.target.closest("form"), "yes");
});
acts.addEventListener("input", (event) => morph(event.target.closest("form").querySelector(".look"), ""));
