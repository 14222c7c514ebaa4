"""Where two pieces of data differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.compare import differences as module
from sopc.compare.content import Named
from sopc.compare.differences import Difference, differences, is_same

VALUES = st.recursive(
    st.integers(0, 3) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", max_size=1), inner),
    max_leaves=12,
)


def found(then: object, now: object) -> list[Difference]:
    return list(differences(then, now))


@given(VALUES, VALUES)
def test_there_are_differences_just_where_values_are_not_the_same(
    then: object, now: object
) -> None:
    assert bool(found(then, now)) == (not is_same(then, now))
    assert is_same(then, now) == (then == now)


@given(VALUES, VALUES)
def test_each_path_leads_to_what_is_there_now(then: object, now: object) -> None:
    for each in found(then, now):
        if each.now is not None:
            value = now
            for key in each.path:
                assert isinstance(value, dict | list)
                value = value[key]  # type: ignore[index]
            assert value == each.now


@given(st.lists(st.integers(), min_size=1, max_size=30, unique=True), st.data())
def test_items_that_were_put_in_or_taken_out_are_the_only_ones(
    items: list[int], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(items), unique=True).map(set))
    fewer = [each for each in items if each in kept]
    gone = [each.then for each in found(items, fewer) if each.now is None]
    assert gone == [each for each in items if each not in kept]
    new = [(each.path, each.now) for each in found(fewer, items)]
    assert new == [((i,), each) for i, each in enumerate(items) if each not in kept]


def test_what_is_gone_is_told_where_it_would_be() -> None:
    assert found({"langkah": [1, 2, 3]}, {"langkah": [1, 3]}) == [
        Difference(("langkah", 1), 2, None)
    ]
    assert found([1, 2], [1]) == [Difference((0,), 2, None)]
    assert found([1], []) == [Difference((0,), 1, None)]
    assert found({"a": 1}, {}) == [Difference(("a",), 1, None)]


def test_changed_items_stand_beside_each_other() -> None:
    assert found([{"a": 1}, 2, 3], [{"a": 9}, 2, 4, 3]) == [
        Difference((0, "a"), 1, 9),
        Difference((2,), None, 4),
    ]


def test_of_very_long_lists_the_ends_are_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_CELLS", 3)
    assert found([0, 1, 2, 3, 9], [0, 2, 3, 9]) == [Difference((1,), 1, None)]
    assert [each.path for each in found([1, 2, 3, 4], [2, 3, 1])] == [(0,), (1,), (2,), (2,)]


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        (Named("staf", "Staf"), Named("pegawai", "Staf"), True),
        (Named("staf", "Staf"), Named("staf", "Pegawai"), True),
        (Named("staf", "Staf"), Named("pegawai", "Pegawai"), False),
        (Named("staf", None), Named("pegawai", "Pegawai"), True),
        (Named("staf", "Staf"), "staf", False),
    ],
)
def test_a_reference_is_the_same_by_its_key_or_by_what_is_printed(
    then: Named, now: object, same: bool
) -> None:
    assert is_same([then], [now]) == same
    assert bool(found({"pelaksana": [then]}, {"pelaksana": [now]})) == (not same)
