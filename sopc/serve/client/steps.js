// The table of steps: place a step in a lane, choose where it leads, add, move and take out rows.

import { say, tell } from "./desk.js";
import { settled } from "./saving.js";
import { change, desk } from "./sop.js";

const steps = document.getElementById("steps");
let picking = null; // the way whose arrow is being drawn: { step, part, label, old, from }

/** Ask for a change once all that was typed is written, and put the focus where work goes on. */
async function act(asked, focus = null) {
  await settled();
  const answer = await change(asked);
  if (focus && answer.status === 200) document.getElementById(focus)?.focus();
  return answer;
}

function where(element) {
  const asked = { step: Number(element.dataset.step) };
  if (element.dataset.part) asked.part = Number(element.dataset.part);
  return asked;
}

steps.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("[data-kind]")) act({ op: "step.kind", ...where(field), kind: field.value }, field.id);
  else if (field.matches("[data-joint]") && field.value) act({ op: "step.place", ...where(field), actor: field.value, on: true }, field.id);
  else if (field.matches("[data-arrow]") && field.value) arrow(field, JSON.parse(field.value));
  else if (field.id === "lane-add" && chosenLane(field)) addLane();
});

function arrow(field, to) {
  const asked = { op: "step.arrow", ...where(field), old: JSON.parse(field.dataset.old), to };
  if (field.dataset.label) asked.label = field.dataset.label;
  return act(asked, field.id);
}

steps.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !steps.contains(button)) return;
  if (button.matches(".cell")) cell(button, event);
  else if (button.dataset.pick !== undefined) pick(button);
  else if (button.dataset.lane) lane(button);
  else if (button.dataset.row) row(button);
  else if (button.id === "lane-add-button") addLane();
});

function cell(button, event) {
  if (picking) return lead(Number(button.dataset.step), button.dataset.part, button.dataset.there !== undefined);
  const asked = { op: "step.place", ...where(button), actor: button.dataset.actor };
  if (button.dataset.there === undefined) {
    const isJoint = event.shiftKey || event.ctrlKey || event.metaKey;
    return act(isJoint ? { ...asked, on: true } : { ...asked, on: true, only: true }, button.id);
  }
  const others = button.closest("tr").querySelectorAll("[data-there]");
  if (others.length > 1) return act({ ...asked, on: false }, button.id);
  const kind = document.getElementById(`s-${button.dataset.step}-p${button.dataset.part || 1}-kind`);
  return kind.focus();
}

// --- drawing an arrow: begin at a way, then choose the step that it leads to

function pick(button) {
  if (picking) return stop();
  picking = button;
  document.body.classList.add("picking");
  button.setAttribute("aria-pressed", "true");
  tell(say("Choose the symbol that the arrow of step {n} leads to; Esc ends it.", { n: button.dataset.step }));
}

function stop() {
  picking?.removeAttribute("aria-pressed");
  picking = null;
  document.body.classList.remove("picking");
  tell("");
}

function lead(step, part, isThere) {
  if (!isThere) {
    tell(say("Choose a cell in which there is a symbol."), "error");
    return;
  }
  const way = picking;
  stop();
  arrow(way, part ? [step, Number(part)] : step);
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && picking) stop();
});

document.getElementById("drawing").addEventListener("click", (event) => {
  const symbol = event.target.closest(".symbol");
  if (!symbol) return;
  if (picking) lead(Number(symbol.dataset.step), symbol.dataset.part, true);
  else document.getElementById(`s-${symbol.dataset.step}-uraian`)?.focus();
});

// --- lanes

function lane(button) {
  const actor = button.dataset.lane;
  const lanes = [...steps.querySelectorAll("th.lane")].map((head) => head.id.slice("lane-".length));
  const at = lanes.indexOf(actor);
  if (button.dataset.do === "out") return act({ op: "lane.remove", actor }, "lane-add");
  const to = button.dataset.do === "left" ? at - 1 : at + 1;
  return act({ op: "lane.move", actor, to }, button.id);
}

function chosenLane(field) {
  const text = field.value.trim();
  const found = [...field.list.options].filter((option) => option.value === text || option.dataset.name === text);
  return found.length === 1 ? found[0].dataset.name : null;
}

async function addLane() {
  const field = document.getElementById("lane-add");
  const actor = chosenLane(field);
  if (!field.value.trim()) return;
  if (!actor) {
    tell(say("“{text}” is none of the names that are known: choose one of the list.", { text: field.value.trim() }), "error");
    return;
  }
  const answer = await act({ op: "lane.insert", actor }, "lane-add");
  if (answer.status === 200) field.value = "";
}

steps.addEventListener("keydown", (event) => {
  if (event.target.id === "lane-add" && event.key === "Enter") {
    event.preventDefault();
    addLane();
  }
});

// --- rows

function count() {
  return steps.querySelectorAll("tbody").length;
}

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
  const isLedTo = steps.querySelector(`tbody:not([data-step="${step}"]) [data-arrow] option:checked[value="${step}"]`);
  const next = `s-${Math.min(step, count() - 1)}-uraian`;
  if (!isLedTo) return act({ op: "step.remove", step }, next);
  const dialog = document.getElementById("lead-to");
  const goal = document.getElementById("lead-to-goal");
  for (const option of goal.options) option.disabled = option.value === String(step);
  goal.value = [...goal.options].find((option) => !option.disabled).value;
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  if (dialog.returnValue !== "yes") return null;
  return act({ op: "step.remove", step, lead_to: JSON.parse(goal.value) }, next);
}

steps.addEventListener("keydown", (event) => {
  const body = event.target.closest("tbody");
  if (!body || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const step = Number(body.dataset.step);
  const by = event.key === "ArrowUp" ? -1 : 1;
  if (step + by < 1 || step + by > count()) return;
  const focus = event.target.id.replace(`s-${step}`, `s-${step + by}`);
  act({ op: "step.move", step, after: by < 0 ? step - 2 : step + 1 }, focus);
});

// Enter in a sentence goes on with a new step: a sentence has one paragraph
steps.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !event.target.matches('[id$="-uraian"]')) return;
  event.preventDefault();
  const step = Number(event.target.closest("tbody").dataset.step);
  if (step === count()) insert(step);
  else document.getElementById(`s-${step + 1}-uraian`)?.focus();
});

// --- dragging rows, and showing a row's symbols

let dragged = null;
steps.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("tbody");
  event.dataTransfer.setData("text/plain", dragged.dataset.step);
});
steps.addEventListener("dragover", (event) => {
  if (dragged && event.target.closest("tbody")) event.preventDefault();
});
steps.addEventListener("drop", (event) => {
  const target = event.target.closest("tbody");
  if (!dragged || !target || target === dragged) return;
  event.preventDefault();
  const [step, to] = [Number(dragged.dataset.step), Number(target.dataset.step)];
  dragged = null;
  act({ op: "step.move", step, after: to > step ? to : to - 1 }, `s-${to}-uraian`);
});

function shown(event, isOn) {
  const body = event.target.closest?.("tbody");
  if (!body) return;
  for (const mark of document.querySelectorAll(`#drawing [data-step="${body.dataset.step}"], #drawing [data-from="${body.dataset.step}"]`)) {
    mark.classList.toggle("chosen", isOn);
  }
}
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  steps.addEventListener(begin, (event) => shown(event, true));
  steps.addEventListener(end, (event) => shown(event, false));
}
desk.addEventListener("shown", () => picking && !picking.isConnected && stop());
