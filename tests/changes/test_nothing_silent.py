"""Whatever changes the words on a page of an SOP in force is told, and what changes none is not.

Each value of a catalogue that has nearly everything is changed in turn (see
``tests/render/test_printed_words.py``).
"""

import re
from collections.abc import Iterator

import pytest

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.earlier import Earlier
from sopc.catalogue.printed import printed_digest
from sopc.check.rule import Context
from sopc.check.rules import CHANGES
from sopc.compare.comparison import CatalogueComparison
from sopc.diagnostics import SourceMap, Unread
from tests.catalogues import TODAY
from tests.render.test_printed_words import FORMS, Office, Way, _leaves, changed, office, some

SILENT = {
    r".*\.yaml/(direvisi|disahkan|efektif|status|riwayat/.*)": "dates and standing, by themselves",
    r"dasar-hukum\.yaml/.*/(status|oleh/\d+)": "a regulation's standing: LNK009 tells of it",
    r"dasar-hukum\.yaml/pp-baru/.*": "it stands by another, as what changed that",
    r".*/dasar_hukum/2/peraturan": "it is cited in the SOP's own words",
    r".*/sumber/.*": "notes on the source, though one prints that something is lacking",
    r"pejabat\.yaml/.*/(menjabat|sertifikat).*": "not printed",
}  # fmt: skip
"""What changes a page's code, and is not told, and why."""
OF_BOOKS = r"katalog\.yaml/(instansi/nama|unit/\d/nama|unit/\d/seksi/\d/(nama|subjudul))"
"""What stands above SOPs in books, and on their own pages as the form has it."""


@pytest.fixture(scope="module", params=FORMS)
def of_form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("sops"), FORMS[request.param])


def ways(office: Office) -> list[Way]:
    """Every value of the catalogue."""
    return [(name, *way) for name, data in office.files.items() for way, _ in _leaves(data)]


def digests(catalogue: Catalogue) -> dict[str, str]:
    """What is printed of each SOP in force, by its number."""
    return {
        str(entry.sop.number): printed_digest(catalogue, entry)
        for entry in catalogue.entries
        if entry.sop.status == "berlaku"
    }


def told(then: Catalogue, now: Catalogue) -> Iterator[str]:
    """The codes of what is found of a change."""
    earlier = Earlier("HEAD", then, True, (), ())
    context = Context(
        now, SourceMap({}), Unread(), TODAY, earlier, compared=CatalogueComparison(then, now)
    )
    for rule in CHANGES:
        yield from (f"{found.code} {found.severity}" for found in rule.check(context))


def test_a_page_does_not_change_in_silence(of_form: Office, exhaustive: bool) -> None:
    then = of_form.catalogue()
    assert then is not None
    before, tried, wrong = digests(then), 0, []
    for way in some(ways(of_form), 50, exhaustive):
        now = changed(of_form, way)
        if now is None:
            continue
        tried += 1
        place, after = "/".join(map(str, way)), digests(now)
        is_other = any(before[each] != after[each] for each in before.keys() & after.keys())
        is_other = is_other or before.keys() != after.keys()
        found = [*told(then, now)]
        if is_other and not found and not any(re.fullmatch(each, place) for each in SILENT):
            wrong.append(f"{place}: silent")
        if not is_other and found and not re.fullmatch(OF_BOOKS, place):
            wrong.append(f"{place}: {found}")
    assert not wrong, "\n".join(wrong)
    assert tried > (200 if exhaustive else 25)
