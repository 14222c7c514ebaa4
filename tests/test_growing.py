"""Twice as much in any place of any file costs each stage and each rule twice as much, or less.

Steps are counted, not seconds (``tests/growing/steps.py``); what patterns and functions written in
C do within one step is counted in ``tests/test_patterns.py`` and timed by ``make worst``.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sopc import pipeline, slips, suggest
from sopc.catalogue.document import Document
from sopc.check.rule import Context, Rule
from sopc.check.rules import RULES
from sopc.check.source import nearest
from sopc.check.standard import too_early
from sopc.compare.comparison import compared
from sopc.diagnostics import Diagnostic, Severity
from sopc.load.loader import load_catalogue
from sopc.load.revision import load_earlier
from tests.catalogues import TODAY, write_catalogue
from tests.check.test_rules import EXAMPLES, files_of
from tests.growing.files import (
    FAULTS,
    LISTS,
    NUMBERS,
    TEXTS,
    Filling,
    Spot,
    Unsampled,
    text_of,
)
from tests.growing.places import KINDS, Place, UnknownSchema, alternatives, places
from tests.growing.steps import growing, stages
from tests.growing.whole import catalogue
from tests.repositories import write_history

_USUAL = {
    "'a'",
    "'jika '",
    "'SOP '",
    "'*a'",
    "'1 jam dan '",
    "itself",
    "digits",
    "equal",
    "unknown",
}
_USUAL |= {"different", "numbers", "unknown keys"}
"""What each run tries; ``--exhaustive`` tries all."""
_VARIANTS = 5
_SHORT = {
    *("katalog:formulir.identitas.baris.[]", "katalog:formulir.identitas.kotak.[].[]"),
    *("katalog:formulir.bagan.kolom.[]", "katalog:penomoran.[]", "katalog:unit.[].penomoran.[]"),
    *("katalog:verifikasi", "sop:pengecualian.[].kode", "pejabat:{}.nip", "sop:nomor"),
    *("sop:digantikan", "sop:keterkaitan.[]", "sop:keterkaitan.[].nomor"),
    *("sop:dibuat", "sop:direvisi", "sop:disahkan", "sop:efektif", "sop:ditinjau"),
    *("pejabat:{}.menjabat.dari", "pejabat:{}.menjabat.sampai", "pejabat:{}.sertifikat.[]"),
    *("sop:riwayat.[].tanggal", "sop:keterkaitan.[].dikonfirmasi"),
}
"""Where a word of nothing but ``a`` is refused, as are lines and dates of sources."""
_FEW = ("keputusan", "bulan", "kolom", "kotak.[]", "baris", "formulir.kata", "penomoran")
"""Lists that hold so many and no more, ends of their paths."""


def _takes(*kinds: str) -> list[Place]:
    return [place for kind in KINDS for place in places(kind) if place.takes in kinds]


def test_every_place_of_every_schema_has_a_sample() -> None:
    for place in _takes("text", "number", "list", "keys", "group"):
        Spot.of(place)


def test_a_place_that_nobody_thought_of_is_found_out() -> None:
    (place,) = (place for place in places("sop") if str(place) == "sop:nama:text")
    with pytest.raises(Unsampled):
        Spot.of(replace(place, path=("nama_lain",)))
    with pytest.raises(UnknownSchema):
        list(alternatives("sop", {"type": "string", "contentEncoding": "base64"}))


def test_samples_are_read(tmp_path: Path) -> None:
    for variant in range(_VARIANTS):
        files, _ = catalogue(replace(LISTS[0], takes=()), variant, 1)
        root = tmp_path / str(variant)
        root.mkdir()
        write_catalogue(root, {name: text_of(data) for name, data in files.items()})
        found = pipeline.check(root, TODAY).diagnostics
        wrong = [d for d in found if d.severity is Severity.ERROR and d.code[:3] in ("YML", "SKM")]
        assert not wrong


def test_all_texts_grow_but_those_that_are_short() -> None:
    filled = {str(p) for n in range(_VARIANTS) for p in catalogue(TEXTS[0], n, 2)[1]}
    sources = ("sumber.baris.[]:text", "keputusan_kantor.tanggal:text")
    rest = {str(p).removesuffix(":text") for p in _takes("text") if str(p) not in filled}
    assert {name for name in rest if not f"{name}:text".endswith(sources)} == _SHORT


def test_all_lists_grow_but_those_that_are_short() -> None:
    filled = {str(p) for n in range(_VARIANTS) for f in LISTS for p in catalogue(f, n, 2)[1]}
    rest = {str(p).rpartition(":")[0] for p in _takes("list", "keys") if str(p) not in filled}
    assert [name for name in rest if not any(few in name for few in _FEW)] == []


@pytest.fixture(autouse=True)
def _limits_in_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is bounded is so at sizes that can be tried."""
    monkeypatch.setattr(suggest, "_MOST_WORDS", 3)
    monkeypatch.setattr(suggest, "_MOST_COMPARED", 30)
    monkeypatch.setattr(slips, "_MOST_COMPARED", 30)
    monkeypatch.setattr(too_early, "_WORK", 3000)
    monkeypatch.setattr(nearest, "_WORK", 2000)


def _variants(filling: Filling, exhaustive: bool) -> list[int]:
    if exhaustive:
        return list(range(_VARIANTS))
    return [int(filling.name == "different")] if filling.name in _USUAL else []


@pytest.mark.parametrize(
    "filling", [*TEXTS, *NUMBERS, *LISTS, *FAULTS], ids=lambda filling: filling.name
)
def test_twice_as_much_in_all_places_costs_twice_as_much(
    tmp_path: Path, filling: Filling, exhaustive: bool
) -> None:
    for variant in _variants(filling, exhaustive):

        def grown(size: int, variant: int = variant) -> Iterator[tuple[str, Callable[[], object]]]:
            root = tmp_path / f"{variant}-{size}"
            root.mkdir(exist_ok=True)
            files, _ = catalogue(filling, variant, size)
            write_catalogue(root, {name: text_of(data) for name, data in files.items()})
            return stages(root)

        assert not growing(grown, 110 if "text" in filling.takes else 6)


def _many(files: dict[str, str], size: int) -> dict[str, str]:
    """A catalogue's files, and each SOP's so many times more, by other names."""
    copies = {
        f"{name.removesuffix('.yaml')}-{number}.yaml": text
        for name, text in files.items()
        if "/" in name and name.endswith(".yaml")
        for number in range(size)
    }
    return {**files, **copies}


@pytest.mark.sampled(25)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_takes_twice_as_long_for_twice_as_many_of_what_it_finds(
    tmp_path: Path, rule: Rule
) -> None:
    example = min((EXAMPLES / rule.code).glob("bad-*.txt"))
    past = [files_of(example, time) for time in ("once", "before")]
    states = [state for state in past if len(state) > 1]
    sources = files_of(example, "source", {})
    found: list[Diagnostic] = []

    def grown(size: int) -> Iterator[tuple[str, Callable[[], object]]]:
        root = tmp_path / f"{size}-{len(list(tmp_path.iterdir()))}"
        write_history(root, *(_many(state, size) for state in (*states, files_of(example))))
        now = load_catalogue(root).catalogue
        earlier = load_earlier(root, "HEAD", now) if states else None
        documents = [Document(name, text * size) for name, text in sources.items()]
        loaded = load_catalogue(root)
        assert loaded.catalogue is not None
        context = Context(
            *(loaded.catalogue, loaded.source_map, loaded.unread, TODAY),
            *(earlier, next(iter(documents), None), compared(earlier, loaded.catalogue, root)),
        )
        yield rule.code, lambda: found.extend(rule.check(context))

    assert not growing(grown, 6)
    assert any(each.code == rule.code for each in found)
