// The page becomes what the server has written, but for what the user is at: elements stay the same
// ones, so that focus, selection and scrolling do.

/** Make the children of `element` those of `html`; what the user types in stays as it is. */
export function morph(element, html) {
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  children(element, wanted.content);
}

function key(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset?.key || "" : "";
}

function children(element, wanted) {
  const kept = new Map();
  for (const child of element.children) if (key(child)) kept.set(key(child), child);
  const stays = new Set([...wanted.children].map(key));
  let at = element.firstChild;
  for (const next of [...wanted.childNodes]) {
    let same = key(next) ? kept.get(key(next)) : at;
    // what goes makes room: what is moved would lose the focus
    while (same && key(next) && at && at !== same && !(key(at) && stays.has(key(at)))) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    if (same && key(next) && same !== at) element.insertBefore(same, at);
    if (same && !alike(same, next)) same = null;
    if (!same) {
      element.insertBefore(next, at);
      continue;
    }
    at = same.nextSibling;
    become(same, next);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && key(one) === key(other);
}

function become(node, wanted) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.nodeValue !== wanted.nodeValue) node.nodeValue = wanted.nodeValue;
    return;
  }
  const kept = ["DETAILS", "DIALOG"].includes(node.nodeName) ? "open" : "data-typed"; // the user's: what is open, and what is typed
  for (const { name } of [...node.attributes]) if (name !== kept && !wanted.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (name !== kept && node.getAttribute(name) !== value) node.setAttribute(name, value);
  if (node.matches("input, textarea, select")) {
    settle(node, wanted);
    if (node.nodeName === "TEXTAREA") return;
  }
  children(node, wanted);
}

/** A field says what is written, unless the user has typed in it and that is not sent yet. */
function settle(field, wanted) {
  if (field.dataset.typed) return;
  if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.checked;
  else if (field.nodeName === "TEXTAREA") field.value = wanted.textContent;
  else if (field.nodeName === "INPUT") field.value = wanted.getAttribute("value") ?? "";
}
