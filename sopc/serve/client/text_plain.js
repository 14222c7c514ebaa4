// A plain field for a text, where there is no editor for texts.

/** What the text view needs of an editor, of a text area. */
export function plainEditor(field, { typed }) {
  field.addEventListener("input", typed);
  return {
    text: () => field.value,
    mark: () => {},
    focus: () => field.focus(),
    become(text) {
      const { selectionStart, selectionEnd, scrollTop } = field;
      field.value = text;
      field.setSelectionRange(selectionStart, selectionEnd);
      field.scrollTop = scrollTop;
    },
    go(line, from = null) {
      const start = from ?? field.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      field.focus();
      field.setSelectionRange(start, start);
      const height = Number.parseFloat(getComputedStyle(field).lineHeight);
      field.scrollTop = Math.max(0, (line - 4) * height);
    },
  };
}
