"""``make gallery``: what is counted of flowcharts, and what its sheet says of old and new."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.gallery import __main__ as program
from tests.gallery import charts
from tests.gallery.measures import NAMES, Measures, faults, measure
from tests.gallery.sheet import Pair, pairs, write_sheet
from tests.repositories import commit, write_history
from tests.test_readme import contrast

STYLE = "text{fill:#111}.symbol>*,.edge>polyline{stroke:#111}.edge>polygon{fill:#111}"
BOXES = {1: (0, 0), 2: (0, 60), 3: (100, 60)}
"""The symbols of the drawings here, 40 by 20, by their steps: the third beside the second."""
STRAIGHT, BENT, UNDER = "20,20 20,60", "40,10 120,10 120,60", "20,80 20,100 120,100 120,80"


def drawing(*arrows: tuple[int, int, str, str], name: str = "A.1", down: int = 0) -> str:
    """A page of three boxes and of arrows, each by its ends, its word and its corners."""
    page = "".join(
        f'<g class="symbol" data-step="{step}" data-kind="process" data-lane="x">'
        f'<rect x="{x}" y="{y + down}" width="40" height="20"/></g>'
        for step, (x, y) in BOXES.items()
    )
    page += "".join(_arrow(*arrow, down) for arrow in arrows)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="200" height="120">'
        f"<title>Flowchart SOP {name} Menerima &lt;Surat&gt;</title><style>{STYLE}</style>"
        f'<g class="page">{page}</g></svg>'
    )


def _arrow(start: int, goal: int, word: str, corners: str, down: int) -> str:
    places = [tuple(map(float, place.split(","))) for place in corners.split()]
    line = " ".join(f"{x},{y + down}" for x, y in places)
    (tip_x, tip_y), label = places[-1], ""
    if word:
        x, y = places[0]
        label = f'<rect x="{x + 2}" y="{y + down + 2}" width="9" height="9"/><text>{word}</text>'
    return (
        f'<g class="edge" data-from="{start}" data-to="{goal}"><polyline points="{line}"/>'
        f'<polygon points="{tip_x},{tip_y + down} 0,0 1,1"/>{label}</g>'
    )


OLD = drawing((1, 2, "", STRAIGHT), (1, 3, "Ya", BENT), (2, 3, "", UNDER))
LONGER = "40,10 90,10 90,40 120,40 120,60"


def test_measures_are_counted_from_the_drawing() -> None:
    counted = measure(OLD)
    length = 40 + 80 + 50 + 20 + 100 + 20
    assert counted == Measures(
        pages=1, symbols=3, arrows=3, bends=3, labels=1, length=round(length / 96 * 25.4)
    )
    crossed = measure(drawing((1, 2, "", STRAIGHT), (3, 3, "", "0,40 120,40 120,60")))
    assert (crossed.crossings, crossed.bends, crossed.faults) == (1, 1, 1)
    assert "starts" in faults(drawing((2, 2, "", STRAIGHT)))[0]


def test_measures_of_several_are_their_sums() -> None:
    assert Measures(1, 2, 3, 4, 5, 6, 7, 8) + Measures(pages=1, faults=2) == Measures(
        2, 2, 3, 4, 5, 6, 7, 10
    )


def changed(corners: str = BENT, word: str = "Ya", **more: int) -> str:
    return drawing((1, 2, "", STRAIGHT), (1, 3, word, corners), (2, 3, "", UNDER), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (OLD, OLD, "same"),
        (OLD, changed(down=7), "moved"),
        (OLD, changed(LONGER), "redrawn"),
        (OLD, changed(word="Tidak"), "redrawn"),
        (None, OLD, "new"),
        (OLD, None, "gone"),
    ],
)
def test_it_tells_what_became_of_a_flowchart(old: str | None, new: str | None, state: str) -> None:
    assert Pair("A.1", old, new).state == state


def test_the_changed_come_first_and_of_those_the_worst() -> None:
    better = {"sops/A.1": (OLD, OLD), "sops/A.2": (changed(LONGER), OLD)}
    mixed = {**better, "sops/A.3": (OLD, changed(LONGER)), "sops/A.4": (OLD, changed(down=3))}
    found = pairs(
        {n: old for n, (old, _) in mixed.items()}, {n: new for n, (_, new) in mixed.items()}
    )
    assert [pair.name[-1] for pair in found] == ["3", "2", "4", "1"]


class Sheet(HTMLParser):
    """The sheet, as a browser gets it: its rows, its figures, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.figures: dict[str, int] = {}
        self.asked: list[str] = []
        self.marked: list[tuple[str | None, str | None]] = []
        self.section = ""
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.asked += [named[name] or "" for name in ("src", "href") if name in named]
        self._inside.append(tag)
        if tag == "section":
            self.section = named["id"] or ""
        elif tag == "figure":
            self.figures[self.section] = self.figures.get(self.section, 0) + 1
        elif tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
        elif "changed" in (named.get("class") or "").split():
            self.marked.append((named["data-from"], named["data-to"]))

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "td" in self._inside:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    old = {"sops/A.1": OLD, "sops/A.2": OLD, "sops/A.10": OLD}
    new = {"sops/A.1": OLD, "sops/A.2": changed(LONGER, name="A.2"), "sops/A.10": changed(down=5)}  # type: ignore[arg-type]
    write_sheet(tmp_path / "x.html", pairs(old, new), {"old": "<before>", "new": "now"})
    return tmp_path / "x.html"


def test_the_sheet_shows_old_beside_new_where_they_differ(sheet: Path) -> None:
    found = Sheet(sheet.read_text())
    assert found.figures == {"sops/A.2": 2, "sops/A.10": 2, "sops/A.1": 1}
    assert found.marked == [("1", "3")] * 2  # the arrow that changed, in the old and in the new
    titles = [row[0] for row in found.rows[1:]]
    assert titles[0] == "sops/A.2 Menerima <Surat>"
    assert titles[-2:] == ["Total, <before>", "Total, now"]


def test_the_sheet_says_by_how_much(sheet: Path) -> None:
    rows = Sheet(sheet.read_text()).rows[1:]
    bends = NAMES.index("bends")
    assert [row[2 + bends] for row in rows[:3]] == ["+2 5", "3", "3"]
    assert [row[1] for row in rows[:3]] == ["redrawn", "moved", "same"]
    assert [row[1 + bends] for row in rows[3:]] == ["9", "+2 11"]


def test_every_column_sorts_by_a_number(sheet: Path) -> None:
    text = sheet.read_text()
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    cells = re.findall(r"<td[^>]*>", body)
    keys = [re.fullmatch(r'<td data-key="(-?\d+)">', cell) for cell in cells]
    assert len(keys) == 3 * (2 + len(NAMES))
    assert all(keys)
    assert [key[1] for key in keys[:: 2 + len(NAMES)] if key] == ["1", "2", "0"]  # A.1, A.2, A.10
    assert text.count('<th scope="col"><button') == 2 + len(NAMES)


def test_the_sheet_needs_nothing_else(sheet: Path) -> None:
    text = sheet.read_text()
    assert all(asked.startswith("#") for asked in Sheet(text).asked)
    assert not re.search(r"url\(|@import|https?:|<link|fetch\(", text)


def test_a_drawing_s_style_is_for_itself_alone(sheet: Path) -> None:
    for style in re.findall(r"<style>([^<]*\.edge[^<]*)</style>", sheet.read_text()):
        selectors = [s for rule in re.findall(r"([^{}]+)\{", style) for s in rule.split(",")]
        assert len(selectors) == 6
        assert all(selector.startswith(".drawn-1 ") for selector in selectors)


def test_it_can_be_read_in_light_and_in_dark(sheet: Path) -> None:
    light, dark = re.findall(r":root \{([^}]*)\}", sheet.read_text())
    usual = dict(re.findall(r"--(\w+): #(\w+)", light))
    for colours in (usual, usual | dict(re.findall(r"--(\w+): #(\w+)", dark))):
        for ink in ("ink", "pale", "worse", "better"):
            for ground in ("ground", "band"):
                assert luminous(colours[ink], colours[ground]) >= 4.5, (ink, ground, colours)


def luminous(one: str, two: str) -> float:
    return contrast(_grey(one), _grey(two))


def _grey(colour: str) -> float:
    """The grey that is as light as a colour, from 0 to 255."""
    whole = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    shares = [int(whole[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def test_it_draws_a_catalogue_and_compares_it_with_the_folder_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "STYLES", ())
    out, sops = tmp_path / "out", write_catalogue(tmp_path / "sops")
    program.make(out, sops, None)
    first = json.loads((out / "measures.json").read_text())
    assert first["sops/K.1.1.1.1"]["arrows"] == 4
    assert "beside" not in (out / "index.html").read_text()
    capsys.readouterr()
    write_catalogue(sops, {FIRST: SOP.replace("tidak: menerima", "tidak: selesai")})
    program.make(out, sops, str(out))
    assert "1 redrawn" in (out / "index.html").read_text()
    said = capsys.readouterr().out
    assert json.loads((out / "measures.json").read_text())["sops/K.1.1.1.1"]["arrows"] == 3
    assert re.search(r"^arrows +3 +-1$", said, re.MULTILINE)


OTHER = """\
import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--out") + 1]) / "flowchart"
out.mkdir(parents=True)
(out / "K.1.1.1.1.svg").write_text({!r})
"""
"""A program that always draws the same."""


def history(root: Path, *programs: str) -> None:
    states: list[Mapping[str, str]] = [
        {"sopc/__init__.py": "", "sopc/__main__.py": text, "templates/x": "", "tests/y": ""}
        for text in programs
    ]
    commit(write_history(root, *states))


def test_a_revision_draws_with_its_own_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history(tmp_path / "git", OTHER.format(OLD), "raise SystemExit(3)\n")
    monkeypatch.setattr(charts, "REPOSITORY", tmp_path / "git")
    catalogues = {"sops": write_catalogue(tmp_path / "sops")}
    first = charts.commit_of("HEAD~1")
    before = charts.program_of(first, tmp_path / "before")
    assert charts.drawn(before, catalogues, tmp_path / "out") == {"sops/K.1.1.1.1": OLD}
    assert first.startswith(charts.called(first).split()[0])
    failing = charts.program_of(charts.commit_of("HEAD"), tmp_path / "after")
    with pytest.raises(SystemExit, match="does not draw"):
        charts.drawn(failing, catalogues, tmp_path / "out2")
    with pytest.raises(SystemExit, match="`--x` is neither a folder nor a revision"):
        charts.commit_of("--x")
