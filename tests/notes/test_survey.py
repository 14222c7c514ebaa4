"""Of all notes none is lost, and none is told twice."""

from collections import Counter
from collections.abc import Iterator

from sopc import pipeline
from sopc.catalogue.findings import PlacedNote, findings
from sopc.notes.survey import Survey, survey
from tests.catalogues import TODAY
from tests.conftest import SOPS


def told(found: Survey) -> Iterator[PlacedNote]:
    for question in (*found.open, *found.decided):
        yield from question.findings
    for flow in found.flows:
        yield from flow.findings
    for pattern in found.patterns:
        for change in pattern.changes:
            yield from change.findings
    for lack in found.lacks:
        yield from lack.findings


def test_every_note_of_the_real_catalogue_is_in_one_part() -> None:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None

    def paths(some: Iterator[PlacedNote]) -> Counter[tuple[str, object]]:
        return Counter((finding.file, finding.path) for finding in some)

    assert paths(told(survey(catalogue))) == paths(findings(catalogue))


def test_what_does_not_count_is_left_out() -> None:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    found = survey(catalogue, lambda finding: finding.note.kind == "kosong")
    assert {finding.note.kind for finding in told(found)} == {"kosong"}
    assert survey(catalogue, lambda finding: False).is_nothing  # noqa: ARG005
