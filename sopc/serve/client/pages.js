// The pages as they print: they follow what is written, and typing never waits for them.

import { ask, when } from "./desk.js";
import { morph } from "./morph.js";
import { file } from "./sop.js";

const pages = document.getElementById("pages");
const way = file.split("/").map(encodeURIComponent).join("/");
let asking = false;
let again = false;

/** Show the pages as far as they are printed; what asks meanwhile is answered by one more look. */
async function look() {
  again = asking;
  if (asking) return;
  asking = true;
  const width = Math.ceil((pages.clientWidth || 320) * (window.devicePixelRatio || 1));
  const answer = await ask(`pages/${way}?width=${width}`);
  asking = false;
  if (again) {
    look();
    return;
  }
  if (answer.html !== undefined) morph(pages, answer.html);
}

when("printed", (event) => {
  if (file in JSON.parse(event.data)) look();
});
when("listening", look);
document.getElementById("desk").addEventListener("shown", look);
look();
