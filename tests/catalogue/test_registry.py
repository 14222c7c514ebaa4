"""Actors, regulations and officials as SOPs print them."""

import pytest
from pydantic import TypeAdapter, ValidationError

from sopc.catalogue.form_words import identity_line
from sopc.catalogue.registry import Actor, ActorEntry, Official, Regulation
from tests.forms_of import form_of

ACTOR: TypeAdapter[Actor] = TypeAdapter(ActorEntry)


def regulation(**more: object) -> Regulation:
    base = {"jenis": "Undang-Undang", "nomor": 43, "tahun": 2009, "tentang": "Kearsipan"}
    return Regulation.model_validate({**base, **more})


def official(nip: object) -> Official:
    return known_by(nip=nip)


def known_by(**identity: object) -> Official:
    return Official.model_validate({"nama": "X, SE", "jabatan": "Kepala Dinas", **identity})


def test_an_actor_may_be_just_its_name() -> None:
    assert ACTOR.validate_python("Kepala Dinas") == Actor(heading="Kepala Dinas")


def test_an_actor_may_have_one_other_spelling_or_several() -> None:
    one = ACTOR.validate_python({"nama": "Arsiparis", "sebutan": "Petugas Arsip"})
    two = ACTOR.validate_python({"nama": "Arsiparis", "sebutan": ["Petugas Arsip", "Juru Arsip"]})
    assert one.aliases == ("Petugas Arsip",)
    assert two.aliases == ("Petugas Arsip", "Juru Arsip")


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("Kepala Dinas", ("Kepala Dinas",)),
        ("Kepala\nDinas\n", ("Kepala", "Dinas")),
        ("  Tim\n\n Teknis  IT ", ("Tim", "Teknis IT")),
    ],
)
def test_an_actor_s_name_keeps_its_lines_and_is_one_line(
    written: str, lines: tuple[str, ...]
) -> None:
    actor = ACTOR.validate_python(written)
    assert actor.lines == lines
    assert actor.name == " ".join(lines)


@pytest.mark.parametrize("name", ["", "   ", None, 5, {"nama": ""}, {}])
def test_an_actor_has_a_name(name: object) -> None:
    with pytest.raises(ValidationError):
        ACTOR.validate_python(name)


def test_a_regulation_is_cited_in_full() -> None:
    assert regulation().title == "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"


def test_a_regulation_is_cited_with_its_gazette() -> None:
    assert regulation(lembaran="LN 2009/152").title.endswith("tentang Kearsipan (LN 2009/152)")


def test_a_regulation_may_be_numbered_in_letters() -> None:
    assert "Nomor 17/M-DAG/PER/3/2010 Tahun" in regulation(nomor="17/M-DAG/PER/3/2010").title


@pytest.mark.parametrize(
    ("lacking", "title"),
    [
        (("tentang",), "Undang-Undang Nomor 43 Tahun 2009"),
        (("nomor", "tentang"), "Undang-Undang Tahun 2009"),
        (("nomor",), "Undang-Undang Tahun 2009 tentang Kearsipan"),
        (("nomor", "tahun", "tentang"), "Undang-Undang"),
    ],
)
def test_a_regulation_is_cited_by_what_it_has(lacking: tuple[str, ...], title: str) -> None:
    bare = dict.fromkeys(lacking)
    assert regulation(**bare).title == title
    assert regulation(**bare, lembaran="LN 152").title == f"{title} (LN 152)"


@pytest.mark.parametrize("year", [1899, 2201, "2009"])
def test_a_regulation_has_a_year_of_our_time(year: object) -> None:
    with pytest.raises(ValidationError):
        regulation(tahun=year)


@pytest.mark.parametrize(
    "nip",
    ["196103071986031007", "19610307 198603 1 007", "1961 03071986031007", 196103071986031007],
)
def test_a_nip_is_printed_in_its_groups(nip: str | int) -> None:
    assert official(nip).nip == "19610307 198603 1 007"


@pytest.mark.parametrize(
    "nip", ["", "123", "1961030719860310071", "19610307198603100X", "²" * 18, 123]
)
def test_a_nip_has_18_digits(nip: str | int) -> None:
    with pytest.raises(ValidationError, match="18 digits"):
        official(nip)


@pytest.mark.parametrize(
    ("identity", "line"),
    [
        ({"nip": "196103071986031007"}, "NIP. 19610307 198603 1 007"),
        ({"nrp": "01010123"}, "NRP. 01010123"),
        ({"identitas": "NIK 1801-02"}, "NIK 1801-02"),
        ({}, None),
    ],
)
def test_an_official_is_told_from_others_by_one_line_or_none(
    identity: dict[str, str], line: str | None
) -> None:
    words = form_of("lampung-2020").words
    assert identity_line(known_by(**identity), words) == line


@pytest.mark.parametrize(
    "identity",
    [
        {"nip": "196103071986031007", "nrp": "78010123"},
        {"nip": "196103071986031007", "identitas": "NIK 1801"},
        {"nrp": "78010123", "identitas": "NIK 1801"},
    ],
)
def test_an_official_has_at_most_one_such_line(identity: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="give one of"):
        known_by(**identity)


@pytest.mark.parametrize("identity", [{"nrp": 1010123}, {"nrp": ""}, {"identitas": " "}])
def test_an_nrp_is_words_that_may_begin_with_a_nought(identity: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        known_by(**identity)
