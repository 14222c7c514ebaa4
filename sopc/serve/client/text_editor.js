// The editor for texts, CodeMirror: what the text view needs of it.

import { say } from "./desk.js";

/** An editor in the place of a plain field. */
export async function editorOf(desk, field, asking) {
  const cm = await import(desk.dataset.editor);
  const host = document.getElementById("editor");
  host.hidden = false;
  const view = new cm.EditorView({ doc: field.value, extensions: extensions(cm, desk, asking), parent: host });
  field.hidden = true;
  document.getElementById("text-keys").hidden = false;
  return {
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    mark: (found) => view.dispatch(cm.setDiagnostics(view.state, found.map((each) => marked(each, view.state.doc.length)))),
    become: (text) => view.dispatch({ changes: changeTo(view.state.doc.toString(), text) }),
    go(line, from = null) {
      const { doc } = view.state;
      const at = Math.min(from ?? doc.line(Math.min(line, doc.lines)).from, doc.length);
      view.dispatch({ selection: { anchor: at }, effects: cm.EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
  };
}

function extensions(cm, desk, asking) {
  return [
    cm.EditorView.cspNonce.of(desk.dataset.nonce),
    cm.EditorState.phrases.of(phrases()),
    cm.EditorView.contentAttributes.of({ "aria-labelledby": "text-label", spellcheck: "false" }),
    cm.lineNumbers(),
    cm.history(),
    cm.drawSelection(),
    cm.indentUnit.of("  "),
    cm.indentOnInput(),
    cm.bracketMatching(),
    cm.closeBrackets(),
    cm.highlightActiveLine(),
    cm.highlightActiveLineGutter(),
    cm.highlightSelectionMatches(),
    cm.search({ top: true }),
    cm.lintGutter(),
    cm.EditorView.theme(marks()),
    cm.yaml(),
    cm.syntaxHighlighting(cm.classHighlighter),
    cm.EditorView.lineWrapping,
    cm.autocompletion({ override: [(context) => offered(context, asking)] }),
    cm.hoverTooltip((view, at) => known(asking, at)),
    cm.keymap.of([
      { key: "Mod-s", run: () => (asking.save(), true) },
      ...cm.closeBracketsKeymap,
      ...cm.defaultKeymap,
      ...cm.searchKeymap,
      ...cm.historyKeymap,
      ...cm.completionKeymap,
      ...cm.lintKeymap,
      cm.indentWithTab,
    ]),
    cm.EditorView.updateListener.of((update) => update.docChanged && asking.typed()),
  ];
}

function marked(each, length) {
  const from = Math.min(each.from, length);
  return { from, to: Math.min(Math.max(each.to, from), length), severity: each.severity, message: each.hint ? `${each.message}\n${each.hint}` : each.message, source: each.code };
}

/** Findings are underlined and have signs of letters: pictures within styles are refused here. */
function marks() {
  const range = (colour) => ({ backgroundImage: "none", textDecoration: `underline wavy var(--${colour})`, textUnderlineOffset: "3px" });
  const sign = (text, colour) => ({ content: "normal", "&:before": { content: `"${text}"`, color: `var(--${colour})`, fontWeight: "bold" } });
  return {
    ".cm-lintRange-error": range("red"),
    ".cm-lintRange-warning": range("amber"),
    ".cm-lintRange-info": range("edge"),
    ".cm-lintRange-hint": range("edge"),
    ".cm-lint-marker-error": sign("✖", "red"),
    ".cm-lint-marker-warning": sign("!", "amber"),
    ".cm-lint-marker-info": sign("i", "quiet"),
    ".cm-gutters": { background: "var(--pale)", color: "var(--quiet)", borderColor: "var(--line)" },
    ".cm-activeLine, .cm-activeLineGutter": { background: "var(--blue-pale)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-tooltip, .cm-panels": { background: "var(--paper)", color: "var(--ink)", borderColor: "var(--edge)" },
    ".cm-content": { fontFamily: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace" },
    ".cm-textfield, .cm-button": { background: "var(--paper)", backgroundImage: "none", color: "var(--ink)", width: "auto", minHeight: "1.9rem" },
  };
}

/** What stands between the first and the last sign that differ. */
function changeTo(now, wanted) {
  let from = 0;
  while (from < now.length && now[from] === wanted[from]) from += 1;
  let end = 0;
  while (end < Math.min(now.length, wanted.length) - from && now[now.length - 1 - end] === wanted[wanted.length - 1 - end]) end += 1;
  return { from, to: now.length - end, insert: wanted.slice(from, wanted.length - end) };
}

async function offered(context, asking) {
  const word = context.matchBefore(/[\w.-]+/);
  if (!word && !context.explicit && !/[ [,{]$/.test(context.state.sliceDoc(context.pos - 1, context.pos))) return null;
  const items = await asking.offers(context.pos);
  if (context.aborted || items.length === 0) return null;
  return {
    from: Math.min(...items.map((item) => item.at)),
    options: items.map((item, index) => ({ label: item.label, detail: item.said, apply: item.text, boost: -index / 100 })),
  };
}

async function known(asking, at) {
  const found = await asking.known(at);
  if (!found.said) return null;
  return {
    pos: found.from,
    end: found.to,
    create() {
      const dom = document.createElement("div");
      dom.className = "known";
      dom.textContent = found.said;
      return { dom };
    },
  };
}

function phrases() {
  return {
    Find: say("Find"),
    Replace: say("Replace with"),
    next: say("next"),
    previous: say("previous"),
    all: say("all"),
    "match case": say("capitals as typed"),
    "by word": say("whole words"),
    regexp: say("as a pattern"),
    replace: say("replace"),
    "replace all": say("replace all"),
    close: say("Close"),
    Completions: say("What can be typed"),
    Diagnostics: say("Findings"),
    "No diagnostics": say("Nothing is wrong."),
  };
}
