// The desk on a narrow window: one of its parts at a time, chosen by a row of buttons.

const desk = document.getElementById("desk");
const buttons = [...document.querySelectorAll("[data-view-of]")];

/** Show one part of the desk where there is room for one: "written", "found" or "printed". */
export function view(name) {
  desk.dataset.view = name;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.viewOf === name));
  history.replaceState(null, "", name === "written" ? location.pathname : `#${name}`);
}

for (const button of buttons) button.addEventListener("click", () => view(button.dataset.viewOf));
const asked = location.hash.slice(1);
if (buttons.some((button) => button.dataset.viewOf === asked)) view(asked);
