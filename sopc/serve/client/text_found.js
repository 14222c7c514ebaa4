// What is found in a text, as a list beside it; and what others wrote in the same place.

import { say } from "./desk.js";

const ORDER = ["error", "warning", "info"];
const kinds = () => ({ error: say("Wrong"), warning: say("Look again"), info: say("Note") });

/** Show what was found; a button leads to the place of each. */
export function showFound(found, editor) {
  const sorted = [...found].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || one.from - other.from);
  const errors = found.filter((each) => each.severity === "error").length;
  const text = errors ? say("To be put right: {count}.", { count: errors }) : say("Nothing is wrong.");
  const counted = document.getElementById("text-counted");
  if (counted.textContent !== text) counted.textContent = text;
  document.getElementById("text-found").replaceChildren(...sorted.map((each) => row(each, editor)));
}

function row(each, editor) {
  const item = document.createElement("li");
  item.className = each.severity;
  const said = document.createElement("p");
  const kind = document.createElement("strong");
  kind.className = "kind";
  kind.textContent = `${kinds()[each.severity]}: `;
  said.append(kind, each.hint ? `${each.message}. ${say("What to do:")} ${each.hint}` : each.message);
  const go = document.createElement("button");
  go.type = "button";
  go.textContent = say("Line {line} ({code})", { line: each.line, code: each.code });
  go.addEventListener("click", () => editor.go(each.line, each.from));
  item.append(said, go);
  return item;
}

/** Both texts are kept until the user has chosen. */
export function showConflict(answer, { mine, theirs }) {
  const box = document.getElementById("conflict");
  const text = document.createElement("p");
  text.textContent = say("Somebody else has changed the same place. Nothing of yours is lost: it stays here until you choose. This is what differs (− yours, + theirs):");
  const differs = document.createElement("pre");
  differs.className = "differs";
  differs.tabIndex = 0;
  for (const line of answer.differs) differs.append(marked(line));
  const end = (act) => () => {
    box.hidden = true;
    box.replaceChildren();
    act();
  };
  box.replaceChildren(text, differs, button(say("Keep mine"), end(mine)), " ", button(say("Take theirs"), end(theirs)));
  box.hidden = false;
}

function marked(line) {
  const made = document.createElement("span");
  made.className = { "-": "gone", "+": "come" }[line[0]] ?? "";
  made.textContent = line.startsWith("@@") ? "⋯\n" : `${line}\n`;
  return made;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
