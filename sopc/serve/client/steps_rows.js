// Rows of the table of steps: put in, taken out, moved by buttons, keys and by dragging.

import { say, tell } from "./desk.js";
import { act, count, steps } from "./steps_act.js";

steps.addEventListener("click", (event) => {
  const button = event.target.closest("[data-row]");
  if (button) row(button);
});

function row(button) {
  const step = Number(button.closest("tbody")?.dataset.step ?? 0);
  switch (button.dataset.row) {
    case "first": return insert(count());
    case "below": return insert(step);
    case "up": return act({ op: "step.move", step, after: step - 2 }, `s-${step - 1}-up`);
    case "down": return act({ op: "step.move", step, after: step + 1 }, `s-${step + 1}-down`);
    case "split": return act({ op: "step.split", step }, `s-${step}-join`);
    case "join": return act({ op: "step.join", step }, `s-${step}-split`);
    default: return remove(step);
  }
}

/** Put in a step behind another; it is done by who does that one. */
function insert(after) {
  const above = document.getElementById(`s-${after}`)?.querySelector("[data-there]");
  const first = steps.querySelector("th.lane");
  const actor = above?.dataset.actor ?? first?.id.slice("lane-".length);
  if (!actor) {
    tell(say("Add a lane first: who does it?"), "error");
    document.getElementById("lane-add").focus();
    return null;
  }
  return act({ op: "step.insert", after, actors: [actor], text: "" }, `s-${after + 1}-uraian`);
}

async function remove(step) {
  const next = count() > 1 ? `s-${Math.min(step, count() - 1)}-uraian` : null;
  if (!isLedTo(step)) return act({ op: "step.remove", step }, next);
  const dialog = document.getElementById("lead-to");
  const goal = document.getElementById("lead-to-goal");
  for (const option of goal.options) option.disabled = option.value === String(step);
  goal.value = onward(step, goal);
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  if (dialog.returnValue !== "yes") return null;
  return act({ op: "step.remove", step, lead_to: JSON.parse(goal.value) }, next);
}

/** Where the work goes on without a step: where it led itself, else to the step after it, else to the end. */
function onward(step, goal) {
  const ways = [...steps.querySelectorAll(`tbody[data-step="${step}"] [data-arrow]`)];
  const free = new Set([...goal.options].filter((option) => !option.disabled).map((option) => option.value));
  const wanted = [ways.length === 1 ? ways[0].value : "", String(step + 1)];
  return wanted.find((value) => free.has(value)) ?? '"selesai"';
}

/** Whether another step says that it leads to a step, or to a part of it. */
function isLedTo(step) {
  const lists = [...steps.querySelectorAll(`tbody:not([data-step="${step}"]) [data-arrow]`)];
  return lists.some((list) => {
    const goal = list.value && JSON.parse(list.value);
    return (Array.isArray(goal) ? goal[0] : goal) === step;
  });
}

// Alt and an arrow key: the row goes up or down, and the focus with it; lists are opened by them
steps.addEventListener("keydown", (event) => {
  const body = event.target.closest("tbody");
  if (!body || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.matches("select")) return;
  event.preventDefault();
  const step = Number(body.dataset.step);
  const by = event.key === "ArrowUp" ? -1 : 1;
  if (step + by < 1 || step + by > count()) return;
  const focus = event.target.id.replace(`s-${step}-`, `s-${step + by}-`);
  act({ op: "step.move", step, after: by < 0 ? step - 2 : step + 1 }, focus);
});

// Enter in a sentence goes on with the next step, behind the last with a new one: a sentence has one paragraph
steps.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches('[id$="-uraian"]')) return;
  event.preventDefault();
  const step = Number(event.target.closest("tbody").dataset.step);
  if (step === count()) insert(step);
  else document.getElementById(`s-${step + 1}-uraian`)?.focus();
});

// --- dragging a row by its number

let dragged = null;

steps.addEventListener("dragstart", (event) => {
  const handle = event.target.closest?.(".handle");
  if (!handle) return; // a text that is dragged goes where texts go
  dragged = handle.closest("tbody");
  event.dataTransfer.setData("text/plain", dragged.dataset.step);
  event.dataTransfer.effectAllowed = "move";
});

steps.addEventListener("dragover", (event) => {
  const target = dragged && event.target.closest("tbody");
  if (!target) return;
  event.preventDefault();
  unmark();
  if (target !== dragged) target.classList.add(place(target) > place(dragged) ? "below" : "above");
});

steps.addEventListener("drop", (event) => {
  const target = dragged && event.target.closest("tbody");
  if (!target || target === dragged) return;
  event.preventDefault();
  const [step, to] = [place(dragged), place(target)];
  act({ op: "step.move", step, after: to > step ? to : to - 1 }, `s-${to}-uraian`);
});

steps.addEventListener("dragend", () => {
  dragged = null;
  unmark();
});

function place(body) {
  return Number(body.dataset.step);
}

function unmark() {
  for (const body of steps.querySelectorAll("tbody.above, tbody.below")) body.classList.remove("above", "below");
}
