"""What was changed before or between signatures, and is not covered up by later ones."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfTimeStamper

from sopc.diagnostics import SopcError
from sopc.sign import causes
from sopc.sign.allowed import changes, second_opinion
from sopc.sign.allowed.second_opinion import agrees
from sopc.sign.making.fields import allowed_changes, prepare
from sopc.sign.making.signing import Terms, sign
from tests.sign.attack_causes import CAUSES
from tests.sign.attacks import ATTACKS, HONEST, point_dss_at
from tests.sign.desk import Desk
from tests.sign.foreign import serve
from tests.sign.office import NAMES, SINGLE, Office
from tests.sign.pki import NOW
from tests.sign.updates import rewrite, rotate, unlock, update

NOW_TERMS = Terms(NOW + timedelta(minutes=1))
STAGES = (0, 1, 3)
"""How many have signed."""
FORGED = {
    "proofs that are page",
    "another filter on a page",
    "a stamp that calls itself a signature",
    "a link that launches",
    "a field that shows something",
    "another title in the metadata",
}
"""One of each kind: those are taken through all that a signer and a verifier do."""


@pytest.fixture(scope="module")
def stages(office: Office, signed: bytes) -> dict[int, bytes]:
    """An SOP with its fields prepared, signed by so many."""
    prepared = prepare(office.unsigned(), office.document())
    return {0: prepared, 1: office.signed((*NAMES,)[:1]), 3: signed}


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested is ours: pyHanko's judgement is not asked."""
    monkeypatch.setattr(changes, "agrees", lambda _: True)


def only_signs(office: Office, pdf: bytes) -> bool:
    return allowed_changes(PdfFileReader(BytesIO(pdf)), office.document()).only_signs()


@pytest.mark.usefixtures("_alone")
@pytest.mark.sampled(40)
@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("stage", STAGES)
def test_what_does_not_sign_is_refused(
    office: Office, stages: dict[int, bytes], stage: int, name: str
) -> None:
    """All of them, where nobody has signed: ``test_what_was_done_is_told``."""
    assert not only_signs(office, update(stages[stage], ATTACKS[name]))


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("name", HONEST)
def test_what_signs_is_not_refused(office: Office, stages: dict[int, bytes], name: str) -> None:
    assert only_signs(office, update(stages[0], HONEST[name]))


@pytest.mark.usefixtures("_alone")
def test_what_was_done_is_told(office: Office, stages: dict[int, bytes]) -> None:
    """The first thing that is said of it."""
    told = {
        name: allowed_changes(
            PdfFileReader(BytesIO(update(stages[0], attack))), office.document()
        ).findings()[0]
        for name, attack in ATTACKS.items()
    }
    expected = {name: cause for cause, names in CAUSES.items() for name in names}
    assert {name: finding.cause for name, finding in told.items()} == {
        name: getattr(causes, cause) for name, cause in expected.items()
    }


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a page rotated", "page 1 was changed"),
        ("a page emptied", "page 2 was changed"),
        ("another filter on a page", "something that page 1 shows was changed"),
        ("fields taken off the page", "what lay on page 3 was taken off it"),
        ("a direct annotation", "something was laid on page 1"),
        ("a stamp", "an annotation was added (Stamp)"),
    ],
)
def test_the_page_is_named(office: Office, stages: dict[int, bytes], name: str, words: str) -> None:
    reader = PdfFileReader(BytesIO(update(stages[0], ATTACKS[name])))
    found = allowed_changes(reader, office.document()).findings()
    assert words in [finding.message.fields["what"] for finding in found]


def is_told(office: Office, pdf: bytes) -> bool:
    return any("it was changed besides being signed: " in f for f in office.verdict(pdf).faults)


def closed(office: Office, pdf: bytes) -> bytes:
    """With a time stamp that covers all: anyone can have one from an authority that all trust."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stamped = PdfTimeStamper(office.clock).timestamp_pdf(writer, "sha256", output=BytesIO())
    return bytes(stamped.getvalue())


def served(office: Office, pdf: bytes, parts: Sequence[str]) -> bytes:
    """Signed by the others, with a program that signs anything."""
    for part in parts:
        pdf = serve(pdf, office, part, office.holders[part])
    return pdf


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("key", ["/DSS", "/Extensions", "/Version", "/Metadata"])
def test_what_signing_brought_stays(office: Office, stages: dict[int, bytes], key: str) -> None:
    def drop(writer: IncrementalPdfFileWriter) -> None:
        del writer.root[key]
        writer.update_root()

    pdf = update(stages[1], HONEST["proofs"])
    assert only_signs(office, pdf)
    assert not only_signs(office, update(pdf, drop))


@pytest.mark.parametrize("name", sorted(FORGED))
@pytest.mark.parametrize("stage", [0, 1])
def test_nobody_is_led_to_sign_a_file_that_was_changed(
    office: Office, stages: dict[int, bytes], stage: int, name: str
) -> None:
    document = office.document()
    pdf, part = update(stages[stage], ATTACKS[name]), document.signatories[stage]
    with pytest.raises(SopcError, match="it was changed"):
        sign(pdf, document, part, office.keys[part.field], NOW_TERMS)


@pytest.mark.sampled(9)
@pytest.mark.parametrize("name", sorted(FORGED))
@pytest.mark.parametrize("stage", STAGES)
def test_later_signatures_do_not_cover_up_a_change(
    office: Office, stages: dict[int, bytes], stage: int, name: str
) -> None:
    pdf = update(stages[stage], ATTACKS[name])
    pdf = closed(office, served(office, pdf, (*NAMES,)[stage:]))
    assert is_told(office, pdf)


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_detour_changed_is_found(
    office: Office, stages: dict[int, bytes], stage: int
) -> None:
    """A page is made a proof, is rewritten as one, and is no proof any more."""

    def rotate_and_forget(writer: IncrementalPdfFileWriter) -> None:
        rotate(writer)
        del writer.root["/DSS"]
        writer.update_root()

    pdf = update(update(stages[stage], point_dss_at("page")), rotate_and_forget)
    pdf = closed(office, served(office, pdf, (*NAMES,)[stage:]))
    assert is_told(office, pdf)


@pytest.mark.parametrize("part", NAMES)
def test_three_who_sign_at_the_desk_refuse_a_forged_file(desk: Desk, part: str) -> None:
    """Nor is it sealed."""
    for signer in (*NAMES,)[: (*NAMES,).index(part)]:
        assert desk.sign(signer).exit_code == 0
    file = desk.build / SINGLE
    file.write_bytes(update(file.read_bytes(), point_dss_at("page")))
    refused = desk.sign(part)
    assert refused.exit_code == 2
    assert "`sop/K.1.1.1.1.pdf` is not signed: " in refused.stderr
    sealed = desk.sign(part, desk.build / "manifest.json")
    assert sealed.exit_code == 2
    assert "the manifest is not signed: " in sealed.stderr
    assert not (desk.build / "manifest.dsse.json").exists()


def test_a_field_that_covers_a_page_is_noticed(office: Office) -> None:
    """What a field shows lies over the page."""
    writer = IncrementalPdfFileWriter(BytesIO(office.unsigned()))
    for place_of_field, part in enumerate(office.document().signatories):
        label = f"{part.field} {office.document().code}"
        box = (0, 0, 600, 900 + place_of_field)
        append_signature_field(writer, SigFieldSpec(part.field, 1, box, readable_field_name=label))
    target = BytesIO()
    writer.write(target)
    pdf = served(office, target.getvalue(), (*NAMES,))
    assert office.verdict(pdf).faults == (
        "it was changed besides being signed: a field was added, moved or changed that is none of"
        " its signatories'",
    )


def test_permissions_cannot_be_taken_away(office: Office, signed: bytes) -> None:
    assert not office.verdict(closed(office, update(signed, unlock))).holds


@pytest.mark.usefixtures("_alone")
def test_what_pyhanko_does_not_write_is_refused_too(office: Office, signed: bytes) -> None:
    info = dict(PdfFileReader(BytesIO(signed)).trailer["/Info"])
    title, author, creator = (info[key] for key in ("/Title", "/Author", "/Creator"))
    said = f"/Title ({title}) /Author ({author}) /Creator ({creator}) /Producer"
    dated = f"/ModDate ({info['/ModDate']})" if "/ModDate" in info else ""
    assert only_signs(office, rewrite(signed, "/Info", f"<< {said} (lain) {dated} >>"))
    assert not only_signs(office, rewrite(signed, "/Info", f"<< {said} << >> {dated} >>"))
    assert not only_signs(office, rewrite(signed, "/Info", "[ ]"))
    assert not only_signs(office, rewrite(signed, "/Info", None))


@pytest.mark.usefixtures("_alone")
def test_thousands_of_revisions_are_not_looked_at(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = office.unsigned()
    for _ in range(3):
        pdf = update(pdf, HONEST["nothing"])
    assert only_signs(office, pdf)
    monkeypatch.setattr(changes, "_MOST_REVISIONS", 3)
    assert not only_signs(office, pdf)


def test_an_encrypted_file_is_not_looked_at(office: Office) -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(office.unsigned())) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="", R=6))
    reader = PdfFileReader(BytesIO(locked.getvalue()))
    reader.decrypt("")
    assert not allowed_changes(reader, office.document()).only_signs()


@pytest.mark.parametrize(
    "name",
    [
        "proofs that are page",
        "other parameters of a filter",
        "a note",
        "a form more",
        "other kinds in the structure",
    ],
)
def test_pyhanko_would_refuse_these_too(
    office: Office, signed: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So two have to be deceived."""
    assert agrees(PdfFileReader(BytesIO(signed)))
    assert not agrees(PdfFileReader(BytesIO(update(signed, ATTACKS[name]))))
    monkeypatch.setattr(changes.AllowedChanges, "_check", lambda *_: [])
    monkeypatch.setattr(changes, "additions", lambda *_: {})
    assert only_signs(office, signed)
    assert not only_signs(office, update(signed, ATTACKS[name]))


def test_both_agree_on_honest_files(office: Office, lasting: bytes, stamped: bytes) -> None:
    for pdf in (lasting, stamped, office.unsigned(), office.signed((*NAMES,)[:2], "handbook.pdf")):
        assert agrees(PdfFileReader(BytesIO(pdf)))
    assert only_signs(office, lasting)
    assert only_signs(office, stamped)


def test_pyhanko_knows_what_is_locked(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signature fills in a form: that is more than a locked file allows."""
    assert agrees(PdfFileReader(BytesIO(signed)))
    locked = (MDPPerm.NO_CHANGES, [None])
    monkeypatch.setattr(second_opinion, "_terms", lambda _: locked)
    assert not agrees(PdfFileReader(BytesIO(signed)))


def test_all_paths_to_what_is_overwritten_are_found(lasting: bytes) -> None:
    """Though few objects are read for it: that it is quick depends on names inside pyHanko."""
    reader = PdfFileReader(BytesIO(lasting))
    seen = second_opinion.objects_shown(reader)
    count = len(reader.get_historical_resolver(0).explicit_refs_in_revision())
    for number in range(1, reader.total_revisions - 1):
        whole, quick = (
            HistoricalResolver(reader, number),
            second_opinion.RevisionView(reader, number, seen),
        )
        for view in (whole, quick):
            view._load_reverse_xref_cache()
        assert len(quick.cache) < len(whole.cache) / 2 < count
        overwritten = reader.get_historical_resolver(number + 1).explicit_refs_in_revision()
        for ref in overwritten - {whole.root_ref}:
            if whole.is_ref_unassignable(ref) or whole(ref).get("/Type") == "/Page":
                continue
            assert {*map(str, quick._get_usages_of_ref(ref))} == {
                *map(str, whole._get_usages_of_ref(ref))
            }
