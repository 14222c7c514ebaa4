"""A baseline that records what is not found any more."""

from collections.abc import Mapping, Sequence

from sopc.diagnostics import Diagnostic, ManualPage, Place, RelatedPlace, Severity
from sopc.known import Known
from sopc.language import Phrase

RECORDED_FOR_NOTHING = ManualPage(
    "WVR003",
    """What a baseline records is still found.

``sopc check --baseline FILE`` passes over the findings that the file records. One that was mended
since would pass again unseen: write the file anew.

Bad::

    sopc check --baseline temuan.jsonl         # records 12 findings, of which 4 were mended

Good::

    sopc check --write-baseline temuan.jsonl   # records the 8 that are left""",
    Severity.WARNING,
)
_MOST_NAMED = 10


def recorded_for_nothing(
    file: str, gone: Sequence[tuple[Known, int]], severities: Mapping[str, str]
) -> list[Diagnostic]:
    """One finding on all records of a baseline that nothing is found for any more, by their lines.

    None where there are no such records. ``severities`` are what the catalogue sets for codes.
    """
    page = RECORDED_FOR_NOTHING
    level = severities.get(page.code, severities.get(page.group, page.severity))
    if not gone or level == "off":
        return []
    places = [(known, Place(file, line)) for known, line in gone]
    related = tuple(
        RelatedPlace(place, Phrase("{code} in `{file}`", code=known.code, file=known.file))
        for known, place in places[:_MOST_NAMED]
    )
    message = Phrase("recorded findings that are not there any more: {count}", count=len(gone))
    hint = Phrase(
        "remove their lines, or write the file anew: `sopc check --write-baseline {file}`",
        file=file,
    )
    return [
        Diagnostic(RECORDED_FOR_NOTHING.code, message, places[0][1], hint, Severity(level), related)
    ]
