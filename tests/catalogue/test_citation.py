"""A legal basis: by key, several as one item, in words of its own; and what is printed of it."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from sopc.catalogue.canonical import canonical
from sopc.catalogue.citation import Citation, Citations
from sopc.catalogue.number import NumberScheme
from sopc.catalogue.registry import Regulation
from sopc.catalogue.sop import Sop

CITATIONS: TypeAdapter[tuple[Citation, ...]] = TypeAdapter(Citations)
KNOWN = {
    "uu-1": Regulation(kind="UU", number=1, year=2001, subject="Arsip"),
    "uu-2": Regulation(kind="UU", number=2, year=2002),
    "uud": Regulation(kind="UUD 1945"),
}


def printed(written: object) -> list[str]:
    items = CITATIONS.validate_python(written)
    return [item.printed(lambda key: KNOWN[key].title, "jo.") for item in items]


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("uud", ["UUD 1945"]),
        (["uu-2", "uud"], ["UU Nomor 2 Tahun 2002", "UUD 1945"]),
        (
            [["uu-1", "uu-2"], "uud"],
            ["UU Nomor 1 Tahun 2001 tentang Arsip jo. UU Nomor 2 Tahun 2002", "UUD 1945"],
        ),
        ([["uud"]], ["UUD 1945"]),
        ({"peraturan": "uud", "tertulis": "Pasal 28F UUD"}, ["Pasal 28F UUD"]),
        (
            [{"peraturan": ["uu-1", "uu-2"], "tertulis": "UU Arsip"}, "uud"],
            ["UU Arsip", "UUD 1945"],
        ),
        ({"peraturan": ["uud", "uu-2"]}, ["UUD 1945 jo. UU Nomor 2 Tahun 2002"]),
        ([], []),
    ],
)
def test_an_item_is_a_regulation_several_or_words(written: object, items: list[str]) -> None:
    assert printed(written) == items


@pytest.mark.parametrize(
    "written",
    [[[]], {"peraturan": []}, {"tertulis": "UU"}, [5], [["uu-1", 5]], "UU 1", [[["uu-1"]]], [None]],
)
def test_an_item_names_at_least_one_key(written: object) -> None:
    with pytest.raises(ValidationError):
        CITATIONS.validate_python(written)


def digested(written: object) -> object:
    scheme = {"scheme": NumberScheme("K.{urut}")}
    sop = Sop.model_validate({"nomor": "K.1", "nama": "A", "dasar_hukum": written}, context=scheme)
    return json.loads(canonical(sop)).get("dasar_hukum")


def test_what_an_sop_says_is_kept_in_the_shortest_form() -> None:
    words = {"peraturan": "uud", "tertulis": "Pasal 28F UUD"}
    assert digested(["uud", ["uu-1", "uu-2"], words]) == ["uud", ["uu-1", "uu-2"], words]
    assert digested([["uud"]]) == digested("uud") == digested({"peraturan": "uud"}) == ["uud"]
    assert digested([]) is None
