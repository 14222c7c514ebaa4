// What the parts of the table of steps share: how a change is asked for, and where the focus goes.

import { settled } from "./saving.js";
import { change } from "./sop.js";

export const steps = document.getElementById("steps");

/** Ask for a change once all that was typed is written, and put the focus where work goes on. */
export async function act(asked, focus = null) {
  await settled();
  const answer = await change(asked);
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
