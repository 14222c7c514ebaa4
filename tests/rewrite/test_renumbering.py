"""Other numbers for SOPs: each reference follows, and all else is as it was, byte for byte."""

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.load.loader import load_catalogue
from sopc.rewrite.given import GivenNumbers
from sopc.rewrite.ground import ground_of
from sopc.rewrite.renumber import Wish, new_numbers, plan_of
from sopc.rewrite.reorganisation import rewritten
from tests.rewrite.numbered import PATTERNS, Numbered


def put(root: Path, files: Mapping[str, bytes | None]) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)


def taken(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*.yaml"))
    }


def renumber(root: Path, pairs: Mapping[str, str], *, shift: bool = False) -> None:
    ground, wish = ground_of(root), Wish(shift)
    numbers = new_numbers(ground, GivenNumbers(), [*pairs.items()], wish)
    put(root, rewritten(plan_of(ground, GivenNumbers(), numbers, wish)).proposal.after)


def mapping_of(random: Random, catalogue: Numbered) -> dict[str, str]:
    """Other numbers for some: they change places, or take free ones."""
    found: dict[str, str] = {}
    for folder in set(catalogue.folders.values()):
        there = [number for number, each in catalogue.folders.items() if each == folder]
        moved = random.sample(there, random.randint(1, len(there)))
        free = [catalogue.number(folder, sequence) for sequence in range(4, 12)]
        targets = random.sample([*moved, *free], len(moved))
        found |= dict(zip(moved, targets, strict=True))
    return found


def said_by(root: Path, numbers: Mapping[str, str]) -> dict[str, object]:
    """What each SOP says of itself and of others, by its number: by what these become."""
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    return {
        numbers.get(str(entry.sop.number), str(entry.sop.number)): (
            str(entry.sop.title),
            entry.is_named_by_number,
            [numbers.get(str(each.number), str(each.number)) for each in entry.sop.related],
            [each.confirmed for each in entry.sop.related],
            entry.sop.status,
        )
        for entry in catalogue.entries
    }


@settings(max_examples=25)
@given(st.integers(0, 10**9), st.sampled_from(PATTERNS))
def test_numbers_follow_and_all_else_stays(seed: int, pattern: str) -> None:
    random = Random(seed)
    catalogue = Numbered(random, pattern)
    pairs = mapping_of(random, catalogue)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        put(root, catalogue.files)
        assert load_catalogue(root).diagnostics == ()
        meant = said_by(root, pairs)
        renumber(root, pairs)
        after = taken(root)
        assert said_by(root, {}) == meant
        for name, number in catalogue.numbers.items():
            other = pairs.get(number, number)
            there = after[f"{name.rpartition('/')[0]}/{other.replace('/', '-')}.yaml"]
            assert _without_numbers(catalogue, pairs, there) == _without_numbers(
                catalogue, pairs, catalogue.files[name]
            )
            assert _comments(there) == _comments(catalogue.files[name])
        renumber(root, {new: old for old, new in pairs.items()})
        assert taken(root) == catalogue.files


def _without_numbers(catalogue: Numbered, pairs: Mapping[str, str], data: bytes) -> bytes:
    every = sorted({*catalogue.folders, *pairs.values()}, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, every)).encode(), b"", data)


def _comments(data: bytes) -> list[bytes]:
    return re.findall(rb"(?:^|[ \t])#[^\r\n]*", data)


@settings(max_examples=25)
@given(st.integers(0, 10**9), st.sampled_from(PATTERNS))
def test_with_shift_each_number_is_had_and_none_twice(seed: int, pattern: str) -> None:
    random = Random(seed)
    catalogue = Numbered(random, pattern)
    old = random.choice(sorted(catalogue.folders))
    new = catalogue.number(catalogue.folders[old], random.randint(1, 7))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        put(root, catalogue.files)
        before = said_by(root, {})
        renumber(root, {old: new}, shift=True)
        after = said_by(root, {})
        assert len(after) == len(before)
        assert after[new][0] == before[old][0]  # type: ignore[index]
        assert load_catalogue(root).diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        (3, 2, [1, 3, 2, 4, 5]),
        (5, 2, [1, 5, 2, 3, 4]),
        (2, 4, [1, 3, 4, 2, 5]),
        (1, 5, [2, 3, 4, 5, 1]),
        (2, 2, [1, 2, 3, 4, 5]),
    ],
)
def test_with_shift_one_goes_where_it_is_to_be(
    old: int, new: int, order: list[int], tmp_path: Path
) -> None:
    catalogue = Numbered(Random(1), PATTERNS[1], count=0)
    for each in range(1, 6):
        number = catalogue.number("sekretariat/umum/", each)
        name = f"sekretariat/umum/{number.replace('/', '-')}.yaml"
        catalogue.files[name] = f"nomor: {number}\nnama: Contoh {each}\n".encode()
    catalogue.files["katalog.yaml"] = (
        catalogue.files["katalog.yaml"].replace(b"\r\n", b"\n").partition(b"judul")[0]
    )
    put(tmp_path, catalogue.files)
    here = "sekretariat/umum/"
    renumber(tmp_path, {catalogue.number(here, old): catalogue.number(here, new)}, shift=True)
    said = said_by(tmp_path, {})
    titles = [said[catalogue.number(here, each)][0] for each in range(1, 6)]  # type: ignore[index]
    assert titles == [f"Contoh {each}" for each in order]
