// The panel of findings: to the place of one, its mend, and why it is found.

import { ask, say, tell } from "./desk.js";
import { view } from "./layout.js";
import { settled } from "./saving.js";
import { desk, file, show } from "./sop.js";

const findings = document.getElementById("findings");
const dialog = document.getElementById("explained");
const way = file.split("/").map(encodeURIComponent).join("/");

findings.addEventListener("click", (event) => {
  const act = event.target.closest("[data-go], [data-mend], [data-explain]");
  if (!act) return;
  if (act.dataset.go) go(event, JSON.parse(act.dataset.go));
  else if (act.dataset.mend) mend(act);
  else explain(act.dataset.explain);
});

/** Focus the field or row of a value, or of what it is in; the link leads to the text else. */
function go(event, path) {
  for (let length = path.length; length > 0; length -= 1) {
    const found = placeOf(path.slice(0, length));
    if (!found) continue;
    event.preventDefault();
    open(found);
    found.focus();
    found.scrollIntoView({ block: "center" });
    return;
  }
}

/** What can be focused that shows the value at a path, or the first of those within it. */
function placeOf(path) {
  const wanted = JSON.stringify(path);
  const fields = [...desk.querySelectorAll("[data-path], [data-list]")];
  const arrow = arrowOf(path);
  if (arrow) return arrow;
  const own = fields.find((each) => same(each.dataset.path ?? each.dataset.list, wanted));
  const within = fields.find((each) => each.dataset.path && inside(JSON.parse(each.dataset.path), path));
  const found = own ?? within;
  return found?.matches("input, textarea, select, button, [tabindex]") ? found : found?.querySelector("input, textarea, select, button:enabled");
}

/** Where it is chosen where a step leads, of the way to the word that leads there. */
function arrowOf([first, row, key, ...rest]) {
  if (first !== "langkah" || !["keputusan", "lanjut", "rangkaian"].includes(key)) return null;
  const label = rest.find((part) => typeof part === "string" && !["keputusan", "lanjut"].includes(part)) ?? "";
  return [...desk.querySelectorAll("select[data-arrow]")].find((each) => Number(each.dataset.step) === row + 1 && each.dataset.label === label) ?? null;
}

function same(written, wanted) {
  return JSON.stringify(JSON.parse(written)) === wanted;
}

function inside(path, outer) {
  return path.length > outer.length && outer.every((part, at) => part === path[at]);
}

function open(element) {
  if (element.closest(".written") && desk.dataset.view !== "written") view("written");
  for (let around = element.closest("details"); around; around = around.parentElement?.closest("details")) around.open = true;
}

async function mend(button) {
  await settled();
  button.disabled = true;
  const answer = await ask(`mend/${way}`, { key: button.dataset.mend });
  button.disabled = false;
  show(answer);
  if (answer.status === 200) tell(say("Mended. “Undo” takes it back."));
  else if (answer.said) tell(answer.said, "error");
  if (answer.status === 200) document.getElementById("findings-counted").focus();
}

async function explain(code) {
  const answer = await ask(`rules/${code}`);
  if (!answer.html) return;
  dialog.querySelector("[data-page]").innerHTML = answer.html;
  dialog.showModal();
}

dialog.querySelector("button").addEventListener("click", () => dialog.close());
