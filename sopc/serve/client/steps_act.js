// What the parts of the table of steps share: how a change is asked for, and where the focus goes.

import { tell } from "./desk.js";
import { settled } from "./saving.js";
import { change, desk } from "./sop.js";

export const steps = document.getElementById("steps");

/** Ask for a change once all that was typed is written, and put the focus where work goes on. */
export async function act(asked, focus = null) {
  await settled();
  const answer = await change(asked);
  if (answer.status === 200) tell(""); // what was told before is of another change
  if (focus && answer.status === 200) focusOn(focus);
  return answer;
}

/** Put the focus on what has an id; where that cannot be pressed now, on what stands beside it. */
export function focusOn(id) {
  const found = document.getElementById(id);
  (found?.disabled ? found.parentElement.querySelector("button:enabled") : found)?.focus();
}

/** Which step, and which part of it, an element is about, as changes say it. */
export function where(element) {
  const asked = { step: Number(element.dataset.step) };
  if (element.dataset.part) asked.part = Number(element.dataset.part);
  return asked;
}

/** How many steps there are. */
export function count() {
  return steps.querySelectorAll("tbody").length;
}

// Where what had the focus is no more, after an undo, say, the focus stays in its row.

let last = null;

steps.addEventListener("focusin", ({ target }) => {
  last = { target, id: target.id, step: Number(target.closest("tbody")?.dataset.step ?? count()) };
});
steps.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !steps.contains(relatedTarget)) last = null;
});
desk.addEventListener("shown", () => {
  if (!last || last.target.isConnected || ![document.body, null].includes(document.activeElement)) return;
  const row = document.getElementById(`s-${Math.min(last.step, count())}-uraian`);
  (document.getElementById(last.id) ?? row ?? document.getElementById("s-first"))?.focus();
});
