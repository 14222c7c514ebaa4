"""The flowcharts of then and now: what is not marked is in both, what is marked is not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import yaml
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from sopc.compare.told_values import BothNames
from sopc.language import english
from sopc.load.revision import catalogue_of
from sopc.versions.changed_files import ChangedFile, changed_files
from sopc.versions.charts import charts
from sopc.versions.page import page_of
from sopc.versions.sides import BothSides, Side
from tests.catalogues import FIRST, ROOT_FILES, SOP, write_catalogue
from tests.examples import at_most
from tests.repositories import commit
from tests.running import sopc

WORDS = ("alfa", "bravo", "delta", "gama", "kilo", "lima", "mike", "oskar")
LANES = ("kepala", "staf")
Step = dict[str, object]
Rows = Sequence[Mapping[str, object]]


def _step(word: str, lane: str) -> Step:
    return {"uraian": word, "pelaksana": lane, "kode": word}


@st.composite
def flows(draw: st.DrawFn) -> tuple[list[Step], list[Step]]:
    """Steps, and the same with some put in or some taken out, others moved, placed anew or with
    other ways."""
    order = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=8, unique=True))
    more = [_step(word, draw(st.sampled_from(LANES))) for word in order]
    less = [dict(each) for each in draw(st.permutations(more))]
    less = less[: draw(st.integers(2, len(less)))]
    for each in less:
        each["pelaksana"] = draw(st.sampled_from(LANES))
    for steps in (more, less):
        goals = [str(each["kode"]) for each in steps]
        for each in draw(st.lists(st.sampled_from(steps), max_size=2, unique_by=id)):
            ya, tidak = draw(st.sampled_from(goals)), draw(st.sampled_from([*goals, "selesai"]))
            each["keputusan"] = {"ya": ya, "tidak": tidak}
    return draw(st.sampled_from([(more, less), (less, more)]))


def _file(steps: Sequence[Step]) -> bytes:
    data = yaml.safe_load(SOP) | {"langkah": list(steps)}
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()


def _both(then: bytes, now: bytes) -> tuple[BothSides, ChangedFile]:
    registries = {name: text.encode() for name, text in ROOT_FILES.items()}
    one, other = ({FIRST: raw} for raw in (then, now))
    sides = BothSides(
        Side("x", "0" * 40, one, catalogue_of(registries | one)),
        Side(None, None, other, catalogue_of(registries | other)),
    )
    (changed,) = changed_files(one, other, BothNames(lambda _, key: key, lambda _, key: key))
    return sides, changed


def _drawn(
    svg: str, steps: Sequence[Mapping[str, object]]
) -> tuple[set[str], set[tuple[str, ...]]]:
    """The symbols and the arrows that are not marked, by the words of steps."""
    symbols: set[str] = set()
    arrows: set[tuple[str, ...]] = set()

    def word(number: str | None) -> str:
        return str(steps[int(number or 0) - 1]["uraian"])

    for group in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        classes = (group.get("class") or "").split()
        if "symbol" in classes and "changed" not in classes:
            symbols.add(word(group.get("data-step")))
        if "edge" in classes and "changed" not in classes:
            label = group.get("data-label") or ""
            arrows.add((word(group.get("data-from")), word(group.get("data-to")), label))
    return symbols, arrows


def _ways(svg: str, steps: Rows) -> set[tuple[str, ...]]:
    return _drawn(svg.replace(" changed", ""), steps)[1]


@at_most(40)
@given(flows())
def test_what_is_not_marked_is_in_both_and_what_is_marked_is_not(
    both: tuple[list[Step], list[Step]],
) -> None:
    then, now = both
    before, after = _file(then), _file(now)
    if before == after:
        return
    sides, changed = _both(before, after)
    found = charts(changed, sides)
    if found is None or found.then is None or found.now is None:
        return
    (symbols_then, arrows_then), (symbols_now, arrows_now) = (
        _drawn(found.then, then),
        _drawn(found.now, now),
    )
    common = _ways(found.then, then) & _ways(found.now, now)
    assert arrows_then == arrows_now == common
    here, there = ({str(each["uraian"]): each for each in steps} for steps in both)
    for word in symbols_then | symbols_now:
        assert here[word]["pelaksana"] == there[word]["pelaksana"]
    for word in here.keys() ^ there.keys():
        assert word not in symbols_then | symbols_now
    assert "<script" not in page_of(sides, [changed], english, "en")


def test_an_sop_that_cannot_be_drawn_is_told_in_words_alone() -> None:
    missing = SOP.replace("tidak: menerima", "tidak: hilang").encode()
    sides, changed = _both(SOP.encode(), missing)
    found = charts(changed, sides)
    assert found is not None
    assert found.then is not None
    assert found.now is None
    assert "cannot be drawn" in page_of(sides, [changed], english, "en")


def test_a_page_is_whole_by_itself_and_texts_are_texts(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=//x.example/y>"
    root = tmp_path / "sops"
    for name, text in {**ROOT_FILES, FIRST: SOP}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    commit(tmp_path)
    text = SOP.replace("Memeriksa surat", f"'{hostile}'").replace("Menerima Surat", f"'{hostile}'")
    (root / FIRST).write_text(text, encoding="utf-8")
    out = tmp_path / "perubahan.html"
    assert sopc("diff", "--sops", root, "-o", out, "--lang", "id").exit_code == 0
    page = out.read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert page.count("<svg") == 2
    assert 'lang="id"' in page


def test_what_changed_is_printed_with_both_flowcharts(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    commit(tmp_path)
    (root / FIRST).write_text(SOP.replace("tidak: menerima", "tidak: selesai"), encoding="utf-8")
    out = tmp_path / "perubahan.pdf"
    assert sopc("diff", "--sops", root, "-o", out, "--lang", "id").exit_code == 0
    again = tmp_path / "lagi.pdf"
    assert sopc("diff", "--sops", root, "-o", again, "--lang", "id").exit_code == 0
    assert out.read_bytes() == again.read_bytes()
    document = PdfDocument(out)
    words = document[0].get_textpage().get_text_range()
    assert "Langkah 2, tidak: 1. Menerima surat selesai" in " ".join(words.split())
    assert words.count("Kepala Dinas") == 2
