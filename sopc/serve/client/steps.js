// The table of steps: who does a step, which symbol it has, its lanes, and its symbols in the flowchart.

import { say, tell } from "./desk.js";
import { act, steps, where } from "./steps_act.js";
import { arrow, isDrawing, lead } from "./steps_arrows.js";
import "./steps_rows.js";
import { desk, file } from "./sop.js";

// --- lists: what is chosen by the keyboard counts once it is left, or by Enter. On the way to it
// every entry is chosen for a moment, and none of those may be written.

const LISTS = "[data-kind], [data-joint], [data-arrow]";
let isByKey = false;

steps.addEventListener("keydown", (event) => {
  if (!event.target.matches(LISTS)) return;
  const list = event.target;
  if (event.key === "Enter" && list.dataset.typed) {
    event.preventDefault();
    chosen(list);
  } else if (event.key === "Escape" && list.dataset.typed) {
    delete list.dataset.typed;
    asWritten(list);
  }
  const isOpened = event.altKey || event.key === " " || event.key === "F4";
  if (!["Enter", "Escape", "Tab", "Shift"].includes(event.key)) isByKey = !isOpened;
});
steps.addEventListener("pointerdown", () => (isByKey = false));
steps.addEventListener("change", (event) => {
  const list = event.target;
  if (!list.matches(LISTS)) return;
  if (!isByKey) {
    chosen(list);
    return;
  }
  list.dataset.typed = "yes";
  tell(say("Enter takes what is chosen; Esc leaves it as it was."));
});
steps.addEventListener("focusout", (event) => {
  isByKey = false;
  if (event.target.matches(LISTS) && event.target.dataset.typed) chosen(event.target);
});

async function chosen(list) {
  if (list.dataset.typed) tell("");
  delete list.dataset.typed;
  if (!list.value) return;
  const answer = await asked(list, list.matches(":focus") ? list.id : null);
  if (answer.status !== 200) asWritten(list);
}

function asked(list, focus) {
  if (list.matches("[data-kind]")) return act({ op: "step.kind", ...where(list), kind: list.value }, focus);
  if (list.matches("[data-arrow]")) return arrow(list, JSON.parse(list.value), focus);
  return act({ op: "step.place", ...where(list), actor: list.value, on: list.selectedOptions[0].dataset.off === undefined }, focus);
}

/** A list says what is written, also where what was chosen could not be. */
function asWritten(list) {
  list.selectedIndex = Math.max(0, [...list.options].findIndex((option) => option.defaultSelected));
}

function allAsWritten() {
  for (const list of steps.querySelectorAll(LISTS)) if (!list.dataset.typed) asWritten(list);
}
desk.addEventListener("shown", allAsWritten);
allAsWritten(); // some browsers put back what was chosen before a page was loaded anew

// --- cells: a step goes to the lane of an empty one; a symbol leads to the list of symbols

steps.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".cell")) cell(button, event);
  else if (button.dataset.lane) lane(button);
  else if (button.id === "lane-add-button") addLane();
});

function cell(button, event) {
  if (isDrawing()) return lead(button);
  if (button.dataset.there === undefined) {
    const isJoint = event.shiftKey || event.ctrlKey || event.metaKey;
    return act({ op: "step.place", ...where(button), actor: button.dataset.actor, on: true, only: !isJoint }, button.id);
  }
  const kind = document.getElementById(`s-${button.dataset.step}-p${button.dataset.part || 1}-kind`);
  kind.focus();
  try {
    kind.showPicker();
  } catch {
    // this browser opens no list by itself: it has the focus
  }
  return null;
}

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
  field.value = "";
  delete field.dataset.typed;
  const answer = await act({ op: "lane.insert", actor }, "lane-add");
  if (answer.status === 200) tell(say("There is a lane for {actor} now.", { actor: document.querySelector(`#lane-${CSS.escape(actor)} span`)?.textContent ?? actor }));
}

steps.addEventListener("click", (event) => {
  if (event.target.id !== "lane-new") return; // what was typed goes along
  event.target.search = new URLSearchParams({ from: file, name: document.getElementById("lane-add").value.trim() });
});
steps.addEventListener("change", (event) => {
  if (event.target.id === "lane-add" && chosenLane(event.target)) addLane();
});
steps.addEventListener("keydown", (event) => {
  if (event.target.id !== "lane-add" || event.key !== "Enter") return;
  event.preventDefault();
  addLane();
});

// --- the flowchart: a row and its symbols are shown together

document.getElementById("drawing").addEventListener("click", (event) => {
  const symbol = event.target.closest(".symbol");
  if (!symbol) return;
  if (isDrawing()) lead(symbol);
  else document.getElementById(`s-${symbol.dataset.step}-uraian`)?.focus();
});

function marked(event, isOn) {
  const body = event.target.closest?.("tbody");
  if (!body) return;
  for (const mark of document.querySelectorAll(`#drawing [data-step="${body.dataset.step}"], #drawing [data-from="${body.dataset.step}"]`)) {
    mark.classList.toggle("chosen", isOn);
  }
}
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  steps.addEventListener(begin, (event) => marked(event, true));
  steps.addEventListener(end, (event) => marked(event, false));
}
desk.addEventListener("shown", () => {
  const body = document.activeElement?.closest("#steps tbody"); // the drawing is another one now
  if (body) marked({ target: body }, true);
});

// --- the heading stays in sight: of the window where the table fits in, of its own frame where not

const below = document.querySelector(".found");

function fit() {
  const frame = steps.querySelector(".scrolled");
  if (!frame) return;
  steps.classList.remove("fits");
  steps.classList.toggle("fits", frame.scrollWidth <= frame.clientWidth);
  steps.style.setProperty("--head", `${frame.querySelector("thead").offsetHeight}px`); // nothing goes behind it
  steps.style.setProperty("--below", `${below.offsetHeight}px`); // and the whole frame is seen at once
}
desk.addEventListener("shown", fit);
addEventListener("resize", fit);
new ResizeObserver(fit).observe(below);
fit();
