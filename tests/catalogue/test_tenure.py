"""When an official held their office, and by which certificates they are known."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pydantic import ValidationError

from sopc import pipeline
from sopc.catalogue.excerpt import components, excerpt
from sopc.catalogue.registry import Official
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, TODAY, write_catalogue

DIGITS = "0a" * 31 + "FE"
PAIRS = ":".join(DIGITS[at : at + 2] for at in range(0, 64, 2)).upper()
PLAIN = DIGITS.lower()


def official(**more: object) -> Official:
    return Official.model_validate({"nama": "PEJABAT", "jabatan": "Camat", **more})


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (DIGITS, f"sha256:{PLAIN}"),
        (PAIRS, f"sha256:{PLAIN}"),
        (PAIRS.replace(":", " "), f"sha256:{PLAIN}"),
        (f"sha256:{PAIRS}", f"sha256:{PLAIN}"),
        (f"SHA-256: {PLAIN}", f"sha256:{PLAIN}"),
        (f"sha256 Fingerprint={PAIRS}", f"sha256:{PLAIN}"),
        (f"SHA256 Fingerprint={PAIRS}", f"sha256:{PLAIN}"),
        (f"kunci:{DIGITS}", f"kunci:{PLAIN}"),
        (f"KUNCI: {PAIRS}", f"kunci:{PLAIN}"),
        (f"kunci:SHA2-256(stdin)= {PLAIN}", f"kunci:{PLAIN}"),
        (f"kunci:(stdin)= {PLAIN}", f"kunci:{PLAIN}"),
        (f"kunci:SHA256(kunci.der)= {PLAIN}", f"kunci:{PLAIN}"),
    ],
)
def test_a_fingerprint_is_taken_as_openssl_prints_it(written: str, kept: str) -> None:
    assert official(sertifikat=written).pins == (kept,)
    assert official(sertifikat=[kept, written]).pins == (kept, kept)


@pytest.mark.parametrize(
    "written",
    ["", "sha256:", DIGITS[:-1], DIGITS[:-2], DIGITS + "00", f"md5:{DIGITS}", "g" * 64,
     f"sha1 Fingerprint={PAIRS[:59]}", f"kunci:sha256:{DIGITS}:", "０" * 64],
)  # fmt: skip
def test_what_is_no_fingerprint_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        official(sertifikat=written)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({}, "give `dari`, `sampai`, or both"),
        ({"dari": "2019-03"}, "begins and ends on a day"),
        ({"sampai": "2019"}, "begins and ends on a day"),
        ({"dari": "2023-07-01", "sampai": "2023-06-30"}, "ends .2023-06-30. before it begins"),
        ({"dari": "2023-02-30"}, "no calendar has such a day"),
        ({"hingga": "2023-02-01"}, "Extra inputs"),
    ],
)
def test_a_term_of_office_is_two_days_in_their_order(term: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        official(menjabat=term)


@pytest.mark.parametrize(
    ("term", "inside", "outside"),
    [
        ({"dari": "2019-03-01", "sampai": "2023-06-30"},
         ["2019-03-01", "2021-01-01", "2023-06-30"], ["2019-02-28", "2023-07-01"]),
        ({"dari": "2019-03-01"}, ["2019-03-01", "2999-12-31"], ["2019-02-28"]),
        ({"sampai": "2019-03-01"}, ["0001-01-01", "2019-03-01"], ["2019-03-02"]),
        ({"dari": "2019-03-01", "sampai": "2019-03-01"},
         ["2019-03-01"], ["2019-02-28", "2019-03-02"]),
    ],
)  # fmt: skip
def test_a_term_covers_its_first_day_and_its_last(
    term: dict[str, str], inside: list[str], outside: list[str]
) -> None:
    held = official(menjabat=term).term
    assert held is not None
    for days, covered in ((inside, True), (outside, False)):
        for day in days:
            for hour in (0, 23):
                moment = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
                assert held.covers(moment) is covered


def test_a_day_is_that_of_the_clock_that_says_it() -> None:
    held = official(menjabat={"dari": "2019-03-01"}).term
    assert held is not None
    west = timezone(timedelta(hours=7))
    assert held.covers(datetime(2019, 3, 1, 1, tzinfo=west))
    assert not held.covers(datetime(2019, 3, 1, 1, tzinfo=west).astimezone(UTC))
    assert str(held) == "2019-03-01 – …"


def test_an_office_without_a_name_has_nobody_s_certificate() -> None:
    with pytest.raises(ValidationError, match="nobody can sign"):
        Official.model_validate({"jabatan": "Camat", "sertifikat": DIGITS})
    office = Official.model_validate({"jabatan": "Camat", "menjabat": {"dari": "2019-03-01"}})
    assert office.term is not None


def test_neither_is_printed() -> None:
    bare = official(nip="197001011995031001")
    records = {"menjabat": {"dari": "2019-03-01"}, "sertifikat": DIGITS}
    full = official(nip="197001011995031001", **records)
    assert full != bare
    assert full.printed == bare.printed == bare


def test_no_page_depends_on_them_and_who_held_an_office_may_stay(tmp_path: Path) -> None:
    files = {FIRST: SOP, "katalog.yaml": KATALOG.replace("LNK008: off, ", "")}
    former = "lama: {nama: PEJABAT LAMA, jabatan: Kepala Dinas Contoh"
    kept = former + ", menjabat: {sampai: 2019-02-28}}\n"
    records = f"  menjabat: {{dari: 2019-03-01}}\n  sertifikat: [{PAIRS}, 'kunci:{DIGITS}']\n"
    found = []
    for texts in (PEJABAT, PEJABAT + records + kept, PEJABAT + former + "}\n"):
        written = write_catalogue(tmp_path, {**files, "pejabat.yaml": texts})
        checked = pipeline.check(written, TODAY)
        assert checked.catalogue is not None
        pages = components(excerpt(checked.catalogue, checked.catalogue.entries[0]))
        told = [each.message for each in checked.diagnostics if each.code == "LNK008"]
        found.append((pages, [words for words in told if "lama" in words]))
    assert found[0] == found[1]
    assert found[2] == (found[0][0], ["`lama` is used by no SOP"])
