// What is done before the page's scripts are there waits for them: this one is no module, and first.

{
  const clicked = new Set();
  const typed = new Set();

  const click = (event) => {
    const button = event.target.closest("button, a[data-scripted]");
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    const isByEnter = event.detail === 0 && document.activeElement !== button; // in a field, where it may mean something else
    if (!isByEnter || button.form?.dataset.do) clicked.add(button); // once, however often: nothing was seen of it
  };
  const type = (event) => typed.add(event.target);

  document.addEventListener("click", click, true);
  document.addEventListener("input", type, true);
  document.addEventListener("DOMContentLoaded", () => { // modules have run
    document.removeEventListener("click", click, true);
    document.removeEventListener("input", type, true);
    for (const field of typed) field.dispatchEvent(new Event("input", { bubbles: true }));
    for (const button of clicked) button.click();
  });
}
