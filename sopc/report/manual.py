"""The rules' docstrings as one Markdown page."""

from collections.abc import Iterable, Iterator, Sequence

from sopc.codes import GROUPS, codes_of
from sopc.language import Phrase, Translate, translator, translator_of
from sopc.paragraphs import in_language

HEAD = """# Rules

What `sopc check` looks for, by code. Made by `make docs` from the rules themselves.

Codes `YML…` are faults of the YAML text, `SKM…` of the schema, `NUM001` is a number that does not
follow the catalogue's pattern and `NUM004` a file in a folder that is no unit or section; all are
found while the files are read. The rules below run on what was read; `CHG…` compare it with an
earlier revision: `sopc check --since main`.

An SOP lets a finding stand with `pengecualian: {kode: FLW006, alasan: …}`; `WVR001` tells of one
that no longer applies. A catalogue chooses how much a rule matters with
`pemeriksaan: {FLW003: info, MTB001: off}` in `katalog.yaml`, or how much a whole group of them does
with `pemeriksaan: {mutu: info}`; what it says of a code goes before what it says of its group. Both
are obeyed, errors included: the book is then printed as its files say. Only what is called "always
an error" below stays one, as no right page could be printed with it.
"""
_COLUMNS = (Phrase("group"), Phrase("what it is about"), Phrase("codes"))
_CAUSES = Phrase("Causes that `sopc verify` names")
_CAUSE_COLUMNS = (Phrase("code"), Phrase("verdict"), Phrase("cause"))


def write_manual(
    rules: Iterable[tuple[str, str]],
    language: str = "en",
    causes: Iterable[tuple[str, str, str]] = (),
) -> str:
    """The page for rules given by code and docstring, in a language; behind them, causes of
    verdicts on signed files, by code, verdict and name."""
    say, explain = translator(language), translator_of("manual", language)
    groups = ((f"`{group}`", text, _codes(group)) for group, text in GROUPS.items())
    parts = [section(code, in_language(manual, explain)) for code, manual in rules]
    named = [(f"`{code}`", verdict, name) for code, verdict, name in causes]
    if named:
        parts.append(f"## {say(_CAUSES)}\n\n{_table(_CAUSE_COLUMNS, named, say)}")
    head = f"{in_language(HEAD, explain)}\n\n{_table(_COLUMNS, groups, say)}"
    return "\n".join([head, *parts])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], say: Translate) -> str:
    ruled = (heads, ["---"] * len(heads), *rows)
    return "".join(f"| {' | '.join(map(say, row))} |\n" for row in ruled)


def _codes(group: str) -> str:
    """The codes of a group: those that follow one another by the first and the last of them."""
    runs: list[list[str]] = []
    for code in codes_of(group):
        if runs and (runs[-1][-1][:3], int(runs[-1][-1][3:]) + 1) == (code[:3], int(code[3:])):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def section(code: str, manual: str) -> str:
    """One rule's part of the page."""
    title, _, body = manual.partition("\n")
    return f"## {code}: {title.rstrip('.')}\n" + "\n".join(_markdown(body.splitlines())) + "\n"


def _markdown(lines: Iterable[str]) -> Iterator[str]:
    """The docstring's literal blocks as fenced code, its double back quotes as single ones."""
    fenced = False
    for line in lines:
        indented = line.startswith("    ")
        if indented and not fenced:
            yield "```yaml"
        if fenced and line and not indented:
            yield "```\n"
        fenced = indented or (fenced and not line)
        if not (fenced and not line):
            yield line[4:] if indented else line.replace("::", ":").replace("``", "`")
    if fenced:
        yield "```"
