"""Summaries in Markdown, for the page that a service shows of a run, or for a pull request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase, Translate, english
from sopc.report.checkout import Checkout
from sopc.report.text import summary
from sopc.safe import markdown_code

_MOST = 50_000
"""So many letters of findings are shown: a comment may have 65,536 in all."""
_LONGEST = 300


def findings_in_markdown(
    diagnostics: Sequence[Diagnostic], checkout: Checkout, say: Translate = english
) -> str:
    """How many findings there are, and a table of errors and warnings, errors first.

    What is for information only is not shown. What files say is shown as text, whatever is in it:
    it is no link, no picture and no mention of somebody.
    """
    told = [found for found in diagnostics if found.severity is not Severity.INFO]
    told.sort(key=lambda found: found.severity is not Severity.ERROR)
    lines = [f"### sopc check: {summary(told, say)}"]
    if told:
        lines += ["", *_table(_finding_columns(say), _finding_rows(told, checkout, say), say)]
    return "\n".join(lines)


def build_in_markdown(pages: Mapping[str, int], say: Translate = english) -> str:
    """What a build left, with the pages of each book; ``pages`` by the files' names."""
    sops = [name for name in pages if name.startswith("sop/")]
    books = {name: count for name, count in pages.items() if name not in sops}
    count = Phrase("1 SOP") if len(sops) == 1 else Phrase("{count} SOPs", count=len(sops))
    heading = say(count)
    if "handbook.pdf" in books:
        printed = Phrase(
            "{sops}, a handbook of {pages} pages", sops=count, pages=books["handbook.pdf"]
        )
        heading = say(printed)
    lines = [f"### sopc build: {heading}"]
    if books:
        columns = (say(Phrase("book")), say(Phrase("pages")))
        rows = ((_text(name), str(number)) for name, number in books.items())
        lines += ["", *_table(columns, rows, say)]
    return "\n".join(lines)


def _finding_columns(say: Translate) -> tuple[str, ...]:
    return ("", say(Phrase("place")), say(Phrase("finding")))


def _finding_rows(
    told: Iterable[Diagnostic], checkout: Checkout, say: Translate
) -> Iterator[tuple[str, ...]]:
    for found in told:
        said = f"**{found.code}** {_text(say(found.message))}"
        if found.hint:
            said += f"<br>{_text(say(found.hint))}"
        where = f"{checkout.name(found.place.file)}:{found.place.line}"
        yield str(found.severity), _text(where), said


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], say: Translate) -> Iterator[str]:
    """A table, as far as there is room."""
    yield _row(columns)
    yield _row(["---"] * len(columns))
    left, unshown = _MOST, 0
    for row in rows:
        line = _row(row)
        left -= len(line)
        if left < 0:
            unshown += 1
        else:
            yield line
    if unshown:
        yield ""
        yield say(Phrase("{count} more are in the log.", count=unshown))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return markdown_code(short)
