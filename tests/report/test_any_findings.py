"""Whatever findings say of whatever files: every report can be read as what it is, and says all."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sopc.codes import PAGES
from sopc.diagnostics import Diagnostic, Place, RelatedPlace, Severity
from sopc.language import LANGUAGES, Phrase, translator
from sopc.report.checkout import Checkout
from sopc.report.github import write_github
from sopc.report.machine import write_gitlab, write_json
from sopc.report.sarif import write_sarif
from sopc.report.text import summary, write_text
from tests.examples import at_most

_SIGNS = st.sampled_from(
    ["::error::", "##[", "\x1b[1m", "\n", "\r", "%0A", "{", "}", "](", "\u202e", "é表"]
)
_TEXTS = st.one_of(st.text(max_size=9), st.lists(_SIGNS, max_size=4).map("".join))
_NUMBERS = st.integers(1, 5)
_PLACES = st.builds(Place, _TEXTS, _NUMBERS, _NUMBERS, st.integers(5, 9), _NUMBERS)
_PHRASES = st.builds(lambda text: Phrase("`{text}` is not a key", text=text), _TEXTS)
_FOUND = st.builds(
    Diagnostic,
    st.sampled_from([page.code for page in PAGES[:9]] + ["X"]),
    _PHRASES,
    _PLACES,
    st.one_of(st.just(""), _PHRASES),
    st.sampled_from(Severity),
    st.lists(st.builds(RelatedPlace, _PLACES, _PHRASES), max_size=2).map(tuple),
)


@at_most(30)
@given(st.lists(_FOUND, max_size=4), st.sampled_from(LANGUAGES))
def test_every_report_is_whole(found: list[Diagnostic], language: str) -> None:
    say, checkout = translator(language), Checkout.of(Path("/nowhere"), Path("/nowhere"))
    for colour in (False, True):
        for line in write_text(found, colour=colour, verbose=True, say=say):
            assert line.replace("\x1b[", "").isprintable() if colour else line.isprintable()
    rows = json.loads(write_json(found, say))
    assert [row["message"] for row in rows] == [say(each.message) for each in found]
    assert [row["file"] for row in rows] == [each.place.file for each in found]
    prints = [row["fingerprint"] for row in json.loads(write_gitlab(found, checkout, say))]
    assert len(set(prints)) == len(prints) == len(found)
    commands = list(write_github(found, checkout, say))
    infos = sum(each.severity is Severity.INFO for each in found)
    assert len(commands) == len(found) + (2 if infos else 0)
    assert all(line.isprintable() for line in commands)
    assert sum(line.startswith("::") for line in commands) == len(found) - infos + 2 * bool(infos)
    (run,) = json.loads(write_sarif(found, PAGES, checkout, say))["runs"]
    for result, each in zip(run["results"], found, strict=True):
        assert result["ruleId"] == each.code
        assert len(result.get("relatedLocations", ())) == len(each.related)
    assert summary(found, say).isprintable()
