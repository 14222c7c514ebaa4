// Arrows of steps: chosen from a list, or drawn to a symbol of the table or of the flowchart; the
// words and the ways of a decision.

import { say, tell } from "./desk.js";
import { act, steps, where } from "./steps_act.js";
import { desk } from "./sop.js";

let drawn = null; // the button of the arrow that is being drawn

/** Ask that a way lead elsewhere, by the list that says where it leads. */
export function arrow(list, to, focus = list.id) {
  const asked = { op: "step.arrow", ...where(list), old: JSON.parse(list.dataset.old), to };
  if (list.dataset.label) asked.label = list.dataset.label;
  return act(asked, focus);
}

/** Whether an arrow is being drawn. */
export function isDrawing() {
  return drawn !== null;
}

steps.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const isByKey = event.detail === 0;
  if (button.dataset.pick !== undefined) begin(button, isByKey);
  else if (button.dataset.less !== undefined) arrow(listOf(button), null, button.id.replace(/-way-.*/, "-kind"));
  else if (button.dataset.more !== undefined) oneMore(button);
});

function listOf(button) {
  return document.getElementById(button.dataset.way);
}

function begin(button, isByKey) {
  if (drawn) return stop();
  drawn = button;
  document.body.classList.add("picking");
  button.setAttribute("aria-pressed", "true");
  tell(say("Choose the symbol that the arrow of step {n} leads to: click it, or go to it with the arrow keys and press Enter. Esc ends it.", { n: listOf(button).dataset.step }));
  if (isByKey) ownSymbol(button)?.focus();
  return null;
}

function ownSymbol(button) {
  const { step, part } = listOf(button).dataset;
  return document.getElementById(`s-${step}-p${part || 1}`)?.querySelector("[data-there]");
}

function stop() {
  drawn?.removeAttribute("aria-pressed");
  drawn = null;
  document.body.classList.remove("picking");
  tell("");
}

/** Lead the arrow that is being drawn to a symbol. */
export async function lead(symbol) {
  const { step, part } = symbol.dataset;
  if (symbol.matches(".cell") && symbol.dataset.there === undefined) {
    tell(say("Choose a cell in which there is a symbol."), "error");
    return;
  }
  const button = drawn;
  stop();
  const list = listOf(button);
  const answer = await arrow(list, part ? [Number(step), Number(part)] : Number(step), button.id);
  if (answer.status === 200) tell(say("Step {n} leads to step {to} now.", { n: list.dataset.step, to: step }));
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawn) return;
  const button = drawn;
  stop();
  button.focus();
});

// an arrow that is being drawn ends where its step is no more
desk.addEventListener("shown", () => drawn && (drawn.isConnected ? drawn.setAttribute("aria-pressed", "true") : stop()));

// --- from cell to cell by the arrow keys; while an arrow is drawn, from symbol to symbol

const BY = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

steps.addEventListener("keydown", (event) => {
  const by = BY[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".cell")) return;
  event.preventDefault();
  (drawn ? nextSymbol(event.target, by) : nextCell(event.target, by))?.focus();
});

function nextSymbol(cell, [down, right]) {
  const symbols = [...steps.querySelectorAll(".cell[data-there]")];
  const at = symbols.indexOf(cell);
  return symbols[at + (down || right)];
}

function nextCell(cell, [down, right]) {
  const rows = [...steps.querySelectorAll("tr:has(.cell)")];
  const cells = [...cell.closest("tr").querySelectorAll(".cell")];
  const at = cells.indexOf(cell);
  if (right) return cells[at + right];
  return rows[rows.indexOf(cell.closest("tr")) + down]?.querySelectorAll(".cell")[at];
}

// --- the words and the ways of a decision

steps.addEventListener("input", (event) => {
  if (event.target.matches("[data-word]")) event.target.dataset.typed = "yes";
});

steps.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("[data-word]")) return;
  delete field.dataset.typed;
  const word = field.value.trim();
  if (word) act({ op: "step.word", ...where(field), label: field.dataset.label, new: word });
  else field.value = field.dataset.label;
});

async function oneMore(button) {
  const words = [...button.closest(".part").querySelectorAll("[data-word]")].map((field) => field.dataset.label);
  const label = [say("other"), say("other") + " 2"].find((each) => !words.includes(each));
  const asked = { op: "step.arrow", ...where(button), label, old: null, to: JSON.parse(button.dataset.to) };
  const answer = await act(asked);
  if (answer.status !== 200) return;
  const made = document.getElementById(button.id.replace(/-more$/, `-way-${words.length + 1}-word`));
  made?.focus();
  made?.select();
}
