"""What an SOP takes over from its unit and the catalogue: left out, replaced, or added to."""

import pickle
from collections.abc import Mapping
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sopc.catalogue.boxes import Boxes, Defaults, composed
from sopc.catalogue.canonical import digest
from sopc.catalogue.catalogue import Entry, Location
from sopc.catalogue.numbering import Numbering
from sopc.catalogue.organisation import Settings
from sopc.catalogue.sop import Sop
from sopc.load.forms import shipped_forms

Written: TypeAlias = "dict[str, list[str] | dict[str, list[str]]]"
KEYS = {
    "dasar_hukum": "legal_basis",
    "kualifikasi": "qualifications",
    "peralatan": "equipment",
    "peringatan": "warnings",
    "pencatatan": "records",
}
NOTHING: dict[str, list[str]] = {key: [] for key in KEYS}
ITEMS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=3, unique=True)
BOX = ITEMS | ITEMS.map(lambda items: {"tambah": items})
WRITTEN = st.dictionaries(st.sampled_from(list(KEYS)), BOX)


def printed(boxes: Boxes) -> dict[str, list[str]]:
    """The items of each box, by its key; a citation by its regulation."""
    citations = [item.regulations[0] for item in boxes.legal_basis]
    return {
        key: citations if name == "legal_basis" else list(getattr(boxes, name))
        for key, name in KEYS.items()
    }


def settings(catalogue: Mapping[str, object], unit: Mapping[str, object]) -> Settings:
    return Settings.model_validate(
        {
            "instansi": {"nama": "Dinas"},
            "tahun": 2025,
            "penomoran": "K.{urut}",
            "pengesah": "kepala",
            "bawaan": catalogue,
            "unit": [
                {"nomor": 1, "folder": "a", "nama": "A", "bawaan": unit},
                {"nomor": 2, "folder": "b", "nama": "B"},
            ],
        },
        context={"forms": shipped_forms()},
    )


def entry(
    own: Mapping[str, object], unit: Mapping[str, object], catalogue: Mapping[str, object]
) -> Entry:
    """An SOP of the first unit."""
    scheme = {"numbering": Numbering.of(["K.{urut}"])}
    sop = Sop.model_validate({"nomor": "K.1", "nama": "Contoh", **own}, context=scheme)
    known = settings(catalogue, unit)
    return Entry.of(Location("x.yaml", "x", known.units[0], None), sop, known)


@pytest.mark.parametrize(
    ("own", "unit", "catalogue", "warnings"),
    [
        ({}, {}, {}, []),
        ({}, {}, {"peringatan": "a"}, ["a"]),
        ({}, {"peringatan": ["b"]}, {"peringatan": "a"}, ["b"]),
        ({}, {"peringatan": {"tambah": "b"}}, {"peringatan": "a"}, ["a", "b"]),
        ({}, {"peringatan": []}, {"peringatan": "a"}, []),
        ({"peringatan": "c"}, {"peringatan": ["b"]}, {"peringatan": "a"}, ["c"]),
        ({"peringatan": []}, {"peringatan": ["b"]}, {}, []),
        ({"peringatan": {"tambah": ["c", "d"]}}, {}, {"peringatan": "a"}, ["a", "c", "d"]),
        (
            {"peringatan": {"tambah": "c"}},
            {"peringatan": {"tambah": "b"}},
            {"peringatan": "a"},
            ["a", "b", "c"],
        ),
        ({"peringatan": {"tambah": ["c", "a"]}}, {}, {"peringatan": ["a", "b"]}, ["a", "b", "c"]),
        ({"peringatan": {"tambah": "c"}}, {}, {}, ["c"]),
        ({"peringatan": ["c", "c"]}, {}, {"peringatan": "a"}, ["c", "c"]),
    ],
)
def test_a_box_is_the_default_s_unless_the_sop_replaces_it_or_adds_to_it(
    own: dict[str, object],
    unit: dict[str, object],
    catalogue: dict[str, object],
    warnings: list[str],
) -> None:
    assert list(entry(own, unit, catalogue).sop.warnings) == warnings


def expected(own: Written, base: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is printed of boxes as they are written, said once more in words of one syllable."""
    found = {}
    for key in KEYS:
        match own.get(key):
            case None:
                found[key] = base[key]
            case {"tambah": more}:
                found[key] = base[key] + [item for item in more if item not in base[key]]
            case items:
                found[key] = list(items)
    return found


@given(own=WRITTEN, unit=WRITTEN, catalogue=WRITTEN)
def test_every_box_is_composed_by_itself(own: Written, unit: Written, catalogue: Written) -> None:
    made = entry(own, unit, catalogue)
    wanted = expected(own, expected(unit, expected(catalogue, NOTHING)))
    assert printed(made.sop) == wanted
    assert printed(made.own) == expected(own, NOTHING)


@given(own=WRITTEN, unit=WRITTEN, catalogue=WRITTEN)
def test_what_an_sop_says_does_not_depend_on_where_it_is_written(
    own: Written, unit: Written, catalogue: Written
) -> None:
    made = entry(own, unit, catalogue)
    alone = entry(dict(printed(made.sop)), {}, {})
    assert digest(made.sop) == digest(alone.sop)


@given(own=WRITTEN, default=WRITTEN)
def test_boxes_that_are_filled_in_keep_what_they_have(own: Written, default: Written) -> None:
    filled = {key: items for key, items in expected(default, NOTHING).items() if items}
    first = composed(Defaults.model_validate(own), Defaults.model_validate(filled))
    again = composed(first, Defaults.model_validate({key: ["z"] for key in filled}))
    assert printed(again) == printed(first)


@given(own=WRITTEN, unit=WRITTEN)
def test_a_process_that_is_sent_boxes_has_the_same(own: Written, unit: Written) -> None:
    made = entry(own, unit, {"peringatan": "a"})
    again = pickle.loads(pickle.dumps(made))
    assert (again, again.own.adds, digest(again.sop)) == (made, made.own.adds, digest(made.sop))


def test_other_units_have_the_catalogue_s_defaults() -> None:
    known = settings({"peringatan": "a"}, {"peringatan": "b"})
    assert [known.defaults_of(unit).warnings for unit in known.units] == [("b",), ("a",)]


def test_an_item_is_found_where_it_was_written() -> None:
    boxes = Boxes.model_validate(
        {
            "dasar_hukum": {"tambah": ["uu", {"peraturan": "uu", "tertulis": "UU"}]},
            "kualifikasi": "SMA",
            "peringatan": {"tambah": ["a", "b"]},
        }
    )
    assert [(path, item.regulations) for path, item in boxes.citations()] == [
        (("dasar_hukum", "tambah", 0), ("uu",)),
        (("dasar_hukum", "tambah", 1), ("uu",)),
    ]
    assert dict(boxes.texts()) == {
        ("dasar_hukum", "tambah", 1, "tertulis"): "UU",
        ("kualifikasi", 0): "SMA",
        ("peringatan", "tambah", 0): "a",
        ("peringatan", "tambah", 1): "b",
    }


@pytest.mark.parametrize(
    "box", [{"tmbah": ["a"]}, {"tambah": ["a"], "lain": "b"}, {"tambah": {"tambah": ["a"]}}]
)
@pytest.mark.parametrize("key", ["peringatan", "dasar_hukum"])
def test_a_box_that_adds_does_nothing_else(key: str, box: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="has one line, `tambah"):
        Boxes.model_validate({key: box})
