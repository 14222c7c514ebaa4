"""Summaries in Markdown, read by a parser of Markdown."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.language import Phrase, translator
from sopc.report.checkout import Checkout
from sopc.report.markdown import build_in_markdown, findings_in_markdown
from sopc.safe import markdown_code, safe

HERE = Checkout(Path("/repo"), Path("/repo"))
SIGNS = ["\\", "`", "``", "*", "_", "[x](y)", "![x](y)", "<img src=x>", "|", "\n", "@tim", "#1",
         "https://x.y", "www.x.y", "</code>", "&lt;", "<!--", "~~", "    ", "- "]  # fmt: skip
HOSTILE = st.one_of(st.text(), st.lists(st.sampled_from(SIGNS)).map("".join))


def table(markdown: str) -> list[list[Token]]:
    """The inline tokens of each cell below the headings of the one table, row by row."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert [token.type for token in tokens if token.type == "table_open"] == ["table_open"]
    cells = [after for before, after in pairwise(tokens) if before.type == "td_open"]
    return [cell.children or [] for cell in cells]


def shown(cell: list[Token]) -> str:
    return "".join(t.content for t in cell if t.type in ("text", "text_special"))


def found(message: str, severity: Severity = Severity.ERROR, line: int = 3) -> Diagnostic:
    return Diagnostic(
        "LNK001", Phrase("{said}", said=message), Place("sops/a.yaml", line), "", severity
    )


@given(HOSTILE)
def test_text_is_shown_as_it_is_and_is_nothing_else(text: str) -> None:
    line = f"x{markdown_code(text)}x"
    (_, inline, _) = MarkdownIt("commonmark").parse(line)
    assert inline.children is not None
    kinds = [token.type for token in inline.children]
    assert set(kinds) <= {"text", "html_inline", "text_special"}
    html = [token.content for token in inline.children if token.type == "html_inline"]
    assert html == ["<code>", "</code>"]
    assert shown(inline.children) == f"x{safe(text)}x"
    for autolinked in ("@", "://", "www."):  # which services look for besides
        assert autolinked not in line


@given(st.lists(HOSTILE, min_size=1, max_size=3))
def test_a_finding_is_a_row_whatever_it_says(texts: list[str]) -> None:
    cells = table(findings_in_markdown([found(text) for text in texts], HERE))
    assert len(cells) == 3 * len(texts)
    for row, text in enumerate(texts):
        assert shown(cells[3 * row + 1]) == "sops/a.yaml:3"
        said = safe(text) if len(text) <= 300 else safe(text[:300]) + "…"
        assert shown(cells[3 * row + 2]).strip() == f"LNK001 {said}".strip()


def test_errors_come_first_and_information_not_at_all() -> None:
    written = findings_in_markdown(
        [found("a", Severity.WARNING), found("b", Severity.INFO), found("c")], HERE
    )
    assert written.splitlines()[0] == "### sopc check: 1 error, 1 warning"
    assert [shown(cell) for cell in table(written)[::3]] == ["error", "warning"]
    nothing = findings_in_markdown([found("b", Severity.INFO)], HERE, translator("id"))
    assert nothing == "### sopc check: tidak ada temuan"


def test_a_summary_fits_into_a_comment() -> None:
    many = [found("|" * 5000, line=line) for line in range(1, 400)]
    written = findings_in_markdown(many, HERE)
    assert len(written) < 65_000
    rows = len(table(written)) // 3
    assert written.endswith(f"\n\n{len(many) - rows} more are in the log.")


@pytest.mark.parametrize(
    ("pages", "heading"),
    [
        ({"handbook.pdf": 12, "volume/a.pdf": 7, "sop/x.pdf": 2, "sop/y.pdf": 3},
         "2 SOPs, a handbook of 12 pages"),
        ({"sop/x.pdf": 2}, "1 SOP"),
    ],
)  # fmt: skip
def test_what_was_built_is_counted(pages: dict[str, int], heading: str) -> None:
    written = build_in_markdown(pages)
    assert written.splitlines()[0] == f"### sopc build: {heading}"
    books = [shown(cell) for cell in table(written)] if "handbook.pdf" in pages else []
    assert books == [
        word for name in pages if "sop/" not in name for word in (name, str(pages[name]))
    ]
