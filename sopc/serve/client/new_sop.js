// A new SOP: what is typed is looked at as it is typed, and then its desk opens.

import { ask, base, say, tell } from "./desk.js";
import { morph } from "./morph.js";

const PAUSE = 150; // milliseconds after the last key
const form = document.getElementById("new");
const number = document.getElementById("number");
const actors = document.getElementById("actors");
const begin = document.getElementById("begin");
let newest = 0;
let timer = 0;
let isOwn = false; // whether the user has given a number, or none

function typed() {
  const said = new FormData(form);
  const named = said.getAll("actor").filter((name) => name.trim());
  return { folder: said.get("folder"), title: said.get("title"), number: said.get("number"), state: said.get("state"), actors: named };
}

async function look() {
  const mine = ++newest;
  const asked = typed();
  const answer = await ask("new-look", asked);
  if (mine !== newest) return;
  if (answer.proposed !== undefined && !isOwn && number.value !== answer.proposed) {
    number.value = answer.proposed;
    look();
    return;
  }
  if (answer.look && (asked.folder || asked.title)) morph(document.getElementById("look"), answer.look);
  else if (answer.said) tell(answer.said, "error");
}

/** One more empty field below the last that is filled. */
function grow() {
  const fields = [...actors.querySelectorAll(".field")];
  const last = fields[fields.length - 1];
  if (!last.querySelector("input").value) return;
  const next = last.cloneNode(true);
  const at = fields.length + 1;
  next.querySelector("input").value = "";
  next.querySelector("input").id = `actor-${at}`;
  next.querySelector("label").htmlFor = `actor-${at}`;
  next.querySelector("label").textContent = say("Actor {number}", { number: at });
  actors.append(next);
}

form.addEventListener("input", (event) => {
  if (event.target === number) isOwn = true;
  if (event.target.name === "actor") grow();
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
actors.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.value) return;
  event.preventDefault(); // Enter goes on to the next actor
  grow();
  const all = [...actors.querySelectorAll("input")];
  all[all.indexOf(event.target) + 1]?.focus();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  begin.disabled = true;
  clearTimeout(timer);
  await look(); // the number that is proposed for what was typed last
  const answer = await ask("new", typed());
  begin.disabled = false;
  if (answer.file) {
    location.assign(`${base}/sop/${answer.file.split("/").map(encodeURIComponent).join("/")}`);
  } else if (answer.said) {
    tell(answer.said, "error");
    begin.focus();
  }
});
look();
