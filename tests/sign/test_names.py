"""Names are compared by a rule that is written down, and by nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.sign.trust.names import odd_signs, read_name, same_person

FILE = Path(__file__).parents[1] / "data" / "name-pairs.tsv"
_ESCAPED = re.compile(r"\\(?:n|u[0-9a-f]{4}|U[0-9a-f]{8})")


def unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: str(found[0]).encode().decode("unicode_escape"), text)


LINES = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
PAIRS = [tuple(map(unescaped, line.split("\t"))) for line in LINES]
NAMES = sorted({name for _, *pair in PAIRS for name in pair})
PARTS = [
    "Drs.",
    "H.",
    "Hj.",
    "Ir",
    "K.",
    "R.",
    "A.",
    "Budi",
    "Abd.",
    "S.E.",
    "SE",
    ",",
    ", ",
    ", MM",
    "-",
]
MADE = st.lists(st.sampled_from([*PARTS, " "]), max_size=8).map("".join)


def test_there_are_three_hundred_pairs_of_both_kinds() -> None:
    kinds = [kind for kind, _, _ in PAIRS]
    assert len(kinds) >= 300
    assert min(kinds.count("same"), kinds.count("other")) > 130
    assert {*kinds} == {"same", "other"}


def test_every_pair_is_told_rightly_from_either_side() -> None:
    wrong = [
        (kind, one, other)
        for kind, one, other in PAIRS
        if {same_person(one, other), same_person(other, one)} != {kind == "same"}
    ]
    assert wrong == []


def test_a_name_is_itself_and_no_pair_depends_on_its_order() -> None:
    readable = [name for name in NAMES if not odd_signs(name)]
    assert [name for name in readable if not same_person(name, name)] == []
    near = [
        (one, other) for way in (1, 2, 5) for one, other in zip(NAMES, NAMES[way:], strict=False)
    ]
    turned = [pair for pair in near if same_person(*pair) != same_person(*reversed(pair))]
    assert turned == []


@given(MADE, MADE)
def test_the_rule_is_symmetric_and_reflexive_for_any_titles(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_person(one, one) == bool(read_name(one).words)


@given(st.text(), st.sampled_from(NAMES))
def test_any_text_is_compared_without_an_error(text: str, name: str) -> None:
    assert same_person(text, name) == same_person(name, text)


@pytest.mark.parametrize("name", ["", " ", ".", ", S.E.", "-"])
def test_what_has_no_words_is_nobodys_name(name: str) -> None:
    assert not same_person(name, name)


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Ahmad Yani, S.E.", ""),
        ("Ma’ruf–Zoë", ""),
        ("Zoe\u0308", ""),
        ("А\u200bhm\nаd", "А\u200b\nа"),
        ("Ahmad\u0336", "\u0336"),
        ("Ahmad ×", "×"),
    ],
)
def test_signs_that_do_not_belong_into_a_name_are_found(name: str, odd: str) -> None:
    assert odd_signs(name) == odd


def test_a_name_has_no_more_letters_than_names_have() -> None:
    assert same_person("Budi" + " S.E." * 99, "Budi" + " S.E." * 99)
    assert not same_person("Budi" + " S.E." * 100, "Budi" + " S.E." * 100)
    assert not same_person("Dr. " * 1_000_000, "Budi")
