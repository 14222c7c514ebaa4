// How many SOPs have changed since the last version, in the bar of all pages.

import { ask, say, when } from "./desk.js";

const link = document.getElementById("changes-link");
let waiting = false;

async function look() {
  waiting = false;
  const answer = await ask("changes-count");
  if (answer.status !== 200) return;
  const count = answer.count ?? 0;
  link.textContent = count ? say("What changed ({count})", { count }) : say("What changed");
}

/** Look soon, once for all that happens until then. */
function soon() {
  if (waiting) return;
  waiting = true;
  setTimeout(look, 400);
}

if (link) {
  for (const name of ["changed", "kept"]) when(name, soon);
  when("listening", look);
}
