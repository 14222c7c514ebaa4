"""What is said of a file's first part, by what is known of the build: as plain data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

import sopc
from sopc.catalogue.signatories import Signatory
from sopc.language import Phrase
from sopc.render.qr import Code
from sopc.sign import causes
from sopc.sign.beginning import Beginning, beginning_of
from sopc.sign.built import BuildEvidence, PastFile, state_of
from sopc.sign.comparison import Comparison
from sopc.sign.document import SignableDocument
from sopc.sign.pdf.reading import reader_of
from tests.sign.office import Office

FILE, OTHER = "sop/K.1.1.1.1.pdf", "sop/K.1.1.1.2.pdf"
CODE, EARLIER = Code("K.1.1.1.1", "2025-01", "A" * 32), Code("K.1.1.1.1", "2024-01", "B" * 32)
DOCUMENT = SignableDocument(FILE, CODE, "", (Signatory("Pengesah", "pengesah", None),))
BUILT, FORGED, PAST = "1" * 64, "2" * 64, "3" * 64


@dataclass
class Press:
    """Prints again what it is told to, and notes that it was asked."""

    printed: str | Phrase = BUILT
    past: tuple[PastFile, ...] = ()
    asked: int = 0

    def now(self, file: str) -> str | Phrase:
        assert file == FILE
        self.asked += 1
        return self.printed

    def then(self, code: Code, file: str, commit: str | None) -> Iterator[PastFile]:
        assert (code, file, commit) == (EARLIER, FILE, "c" * 40)
        self.asked += 1
        yield from self.past


def began(digest: str, code: Code = CODE, maker: str | None = None) -> Beginning:
    """A file that began so, with a field that says what it is for."""
    return Beginning(frozenset({digest}), {"Pengesah": f"Pengesah {code}"}, maker)


def found(
    beginning: Beginning,
    evidence: BuildEvidence,
    press: Press | None = None,
    *,
    code: Code = CODE,
    always: bool = False,
) -> list[str]:
    """The codes of what is said."""
    compared = Comparison(replace(evidence, commit="c" * 40), press, always)
    return [each.cause.code for each in compared.findings(beginning, code, DOCUMENT)]


def claim(digest: str, *, now: bool = True, others: bool = False) -> BuildEvidence:
    """A manifest that anyone may have written."""
    return BuildEvidence(claimed={FILE: digest}, is_claimed_of_now=now, has_other_makers=others)


def sealed(digest: str, file: str = FILE) -> BuildEvidence:
    """Proof of the catalogue as it is."""
    return BuildEvidence(present={file: (digest,)})


def of_earlier(digest: str) -> BuildEvidence:
    """Proof of the catalogue at another time."""
    return BuildEvidence(earlier={FILE: (digest,)})


def test_what_is_proven_is_not_printed_again() -> None:
    press = Press()
    assert found(began(BUILT), sealed(BUILT), press, always=True) == []
    assert press.asked == 0


@pytest.mark.parametrize("evidence", [claim(BUILT), claim(BUILT, now=False), of_earlier(BUILT)])
def test_what_anyone_may_have_written_is_a_reason_to_print_again(evidence: BuildEvidence) -> None:
    press = Press()
    assert found(began(BUILT), evidence, press) == []
    assert press.asked == 1


def test_a_mended_manifest_is_no_proof() -> None:
    assert found(began(FORGED), claim(FORGED), Press()) == [causes.OTHER_PAGES.code]
    assert found(began(FORGED), claim(FORGED, now=False), Press()) == [causes.OTHER_PAGES.code]
    assert found(began(FORGED), claim(FORGED)) == [causes.NOT_COMPARED.code]


def test_another_digest_in_the_manifest_is_told_without_printing() -> None:
    press = Press()
    assert found(began(FORGED), claim(BUILT), press) == [causes.OTHER_PAGES.code]
    assert press.asked == 0


def test_a_manifest_of_another_catalogue_does_not_speak_against_a_file() -> None:
    assert found(began(BUILT), claim(FORGED, now=False), Press()) == []
    assert found(began(BUILT), claim(FORGED, others=True), Press()) == []


def test_nothing_known_is_not_compared_unless_it_is_asked_for() -> None:
    press = Press()
    assert found(began(BUILT), BuildEvidence(), press) == [causes.NOT_COMPARED.code]
    assert press.asked == 0
    assert found(began(BUILT), BuildEvidence(), press, always=True) == []
    assert found(began(FORGED), BuildEvidence(), press, always=True) == [causes.OTHER_PAGES.code]


@pytest.mark.parametrize(
    ("beginning", "evidence"),
    [
        (began(FORGED), claim(FORGED, others=True)),
        (began(FORGED, maker="sopc 0.0.1"), BuildEvidence()),
    ],
)
def test_what_other_versions_built_is_neither_current_nor_called_changed(
    beginning: Beginning, evidence: BuildEvidence
) -> None:
    assert found(beginning, evidence, Press(), always=True) == [causes.OTHER_MAKERS.code]


def test_what_names_these_versions_is_held_to_them() -> None:
    beginning = began(FORGED, maker=f"sopc {sopc.__version__}")
    assert found(beginning, BuildEvidence(), Press(), always=True) == [causes.OTHER_PAGES.code]
    others = claim(BUILT, others=True)  # it does not tell of this file
    assert found(began(FORGED), others, Press(), always=True) == [causes.OTHER_PAGES.code]


def test_what_cannot_be_printed_is_not_compared() -> None:
    press = Press(Phrase("no"))
    assert found(began(BUILT), claim(BUILT), press) == [causes.NOT_PRINTABLE.code]


def test_what_was_built_before_the_catalogue_printed_other_pages_is_superseded() -> None:
    assert found(began(FORGED), of_earlier(FORGED), Press()) == [causes.OTHER_TODAY.code]


@pytest.mark.parametrize("others", [False, True])
def test_another_documents_pages_are_named(others: bool) -> None:
    evidence = replace(sealed(FORGED, OTHER), has_other_makers=others, claimed={FILE: FORGED})
    compared = Comparison(evidence, Press())
    (finding,) = compared.findings(began(FORGED), CODE, DOCUMENT)
    assert finding.cause == causes.OTHER_PAGES
    assert OTHER in str(finding.message)


@pytest.mark.parametrize("evidence", [sealed(BUILT), claim(BUILT)])
def test_a_field_for_other_pages_is_told(evidence: BuildEvidence) -> None:
    beginning = replace(began(BUILT), labels={"Pengesah": f"Pengesah {EARLIER}"})
    assert found(beginning, evidence, Press()) == [causes.OTHER_LABEL.code]


def test_the_present_pages_with_an_earlier_label_are_not_called_superseded() -> None:
    assert found(began(BUILT, EARLIER), sealed(BUILT), code=EARLIER) == [causes.OTHER_LABEL.code]


def then(
    digest: str, evidence: BuildEvidence, press: Press | None = None, *, always: bool = False
) -> list[str]:
    """What is said of a file of an earlier revision, besides that."""
    first, *rest = found(began(digest, EARLIER), evidence, press, code=EARLIER, always=always)
    assert first == causes.SUPERSEDED.code
    return rest


def past(digest: str = PAST, code: Code = EARLIER) -> Press:
    """Git knows the revision."""
    return Press(past=(PastFile(replace(DOCUMENT, code=code), digest),))


def test_what_is_superseded_is_proven_by_what_is_known_of_its_time() -> None:
    assert then(PAST, of_earlier(PAST)) == []
    assert then(PAST, claim(PAST)) == []
    assert then(PAST, BuildEvidence(), past(), always=True) == []
    assert then(PAST, BuildEvidence()) == [causes.NOT_COMPARED.code]
    assert then(PAST, BuildEvidence(), past()) == [causes.NOT_COMPARED.code]
    assert then(PAST, BuildEvidence(), Press(), always=True) == [causes.NOT_IN_HISTORY.code]


def test_what_the_earlier_revision_did_not_print_is_changed() -> None:
    for evidence in (BuildEvidence(), claim(FORGED)):
        assert then(FORGED, evidence, past(), always=True) == [causes.OTHER_PAGES.code]
    others = claim(FORGED, others=True)
    assert then(FORGED, others, past(), always=True) == [causes.OTHER_MAKERS.code]


def test_a_signed_manifest_proves_what_was_built_then_and_now() -> None:
    inputs = {"sops/katalog.yaml": "4" * 64, "sopc/a.py": "5" * 64}
    evidence = BuildEvidence(state=state_of(inputs))
    now = Comparison(evidence).by_signed({**inputs, "sopc/a.py": "6" * 64}, {FILE: BUILT})
    assert [*now.findings(began(BUILT), CODE, DOCUMENT)] == []
    before = Comparison(evidence).by_signed({"sops/katalog.yaml": "7" * 64}, {FILE: BUILT})
    assert [e.cause for e in before.findings(began(BUILT), CODE, DOCUMENT)] == [causes.NOT_COMPARED]


def test_bytes_that_no_reader_looks_at_are_no_beginning(office: Office) -> None:
    """A whole file behind the built one, which does not lead to it."""
    built = office.unsigned()
    assert beginning_of(built, reader_of(built)).digests
    behind = PdfFileWriter()
    contents = behind.add_object(StreamObject(stream_data=b"q Q"))
    behind.insert_page(PageObject(contents=contents, media_box=(0, 0, 300, 400)))
    target = BytesIO(built)
    target.seek(0, 2)
    behind.write(target)
    forged = target.getvalue()
    assert forged.startswith(built)
    digests = beginning_of(forged, reader_of(forged)).digests
    assert not digests & beginning_of(built, reader_of(built)).digests
