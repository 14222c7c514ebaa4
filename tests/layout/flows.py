"""Flows of every shape the schema allows, for property tests, and tables to draw them over."""

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from sopc.catalogue.sop import Sop
from sopc.catalogue.step import MAX_EXITS
from sopc.layout.drawing import Drawing, draw_all
from sopc.layout.flow import build_flow
from sopc.layout.geometry import PX_PER_MM
from sopc.layout.grid import Table
from sopc.layout.labels import MAX_LABEL, MAX_WORD
from sopc.layout.metrics import row_height, strip_height
from sopc.layout.pages import Chart, split
from sopc.layout.symbols import Elsewhere

_WORDS = ("ya", "tidak", "lengkap", "memenuhi", "persyaratan", "dikembalikan", "≥ 10 juta")

BESIDE = 60.0
"""How far, in pixels, a table reaches beyond its lanes at least: the columns of its texts."""
_MOST_ROWS = 18
"""No sheet is high enough for more rows, even of the lowest kind."""


def labels() -> st.SearchStrategy[str]:
    """Labels of one word or of many, none longer than is allowed."""
    several = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
    return st.one_of(
        st.sampled_from(("ya", "Ya", "tidak", "W" * MAX_WORD)),
        several.map(lambda text: text[:MAX_LABEL].strip()),
    )


@st.composite
def sops(draw_: st.DrawFn, most_steps: int = 14, most_lanes: int = 7) -> Sop:
    """An SOP with decisions, returns, jumps, joint steps and several ends, some rows chains."""
    lanes = [f"lajur-{n}" for n in range(draw_(st.integers(1, most_lanes)))]
    count = draw_(st.integers(1, most_steps))
    parts = [draw_(st.integers(2, 5)) if draw_(st.integers(0, 4)) == 0 else 1 for _ in range(count)]
    codes = [_code(row, part) for row in range(count) for part in range(parts[row])]
    targets = st.one_of(st.sampled_from(codes), st.just("selesai"))
    steps: list[dict[str, object]] = []
    for row in range(count):
        written = [
            {**draw_(_parts(lanes, targets)), "kode": _code(row, part)}
            for part in range(parts[row])
        ]
        chain: dict[str, object] = {"rangkaian": written} if len(written) > 1 else written[0]
        steps.append({"uraian": "Langkah", **chain})
    data = {"status": "draf", "nama": "Contoh", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)


def _code(row: int, part: int) -> str:
    return f"l{row + 1}-{part + 1}"


@st.composite
def _parts(
    draw_: st.DrawFn, lanes: Sequence[str], targets: st.SearchStrategy[str]
) -> dict[str, object]:
    """Who does a part, and where it leads."""
    actors = st.lists(st.sampled_from(lanes), min_size=1, max_size=3, unique=True)
    joint = draw_(st.integers(0, 5)) == 0
    part: dict[str, object] = {
        "pelaksana": draw_(actors) if joint else draw_(st.sampled_from(lanes))
    }
    shape = draw_(st.integers(0, 9))
    if shape < 3:
        exits = st.dictionaries(labels(), targets, min_size=2, max_size=MAX_EXITS)
        part["keputusan"] = draw_(exits)
    elif shape == 3:
        part["lanjut"] = draw_(targets)
    return part


def chained(seed: int) -> Sop:
    """Two to four rows in up to four lanes, most of them chains, that lead to one another's parts.

    A chain walks over the lanes, and half of its decisions go on within it.
    """
    chance = random.Random(seed)
    lanes = list("abcdef")[: chance.randint(2, 6)]
    sizes = [chance.choice((1, 2, 2, 3, 3, 4, 5)) for _ in range(chance.randint(2, 4))]
    codes = [_code(row, part) for row, size in enumerate(sizes) for part in range(size)]
    steps: list[dict[str, object]] = []
    for row, size in enumerate(sizes):
        step = chance.choice((-1, 1))
        lane = chance.randrange(len(lanes))
        written = []
        for part in range(size):
            doer = lanes[lane : lane + 2] if chance.random() < 0.15 else lanes[lane]
            data: dict[str, object] = {"pelaksana": doer, "kode": _code(row, part)}
            if chance.random() < 0.4:
                exits = ["ya", "tidak", "lain"][: chance.randint(2, 3)]
                goals = [chance.choice([*codes, "selesai"]) for _ in exits]
                if part + 1 < size and chance.random() < 0.8:
                    goals[chance.randrange(len(goals))] = _code(row, part + 1)
                data["keputusan"] = dict(zip(exits, goals, strict=True))
            elif chance.random() < 0.1:
                data["lanjut"] = chance.choice(codes)
            written.append(data)
            if not 0 <= lane + step < len(lanes) or chance.random() < 0.1:
                step = -step
            lane = max(0, min(len(lanes) - 1, lane + step * chance.choice((1, 1, 1, 2))))
        steps.append({"uraian": "Langkah", **({"rangkaian": written} if size > 1 else written[0])})
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)


def knotted(seed: int) -> Sop:
    """A flow of four to six steps in up to three lanes, most of them decisions that lead anywhere.

    About every twelfth cannot be drawn without crossings.
    """
    chance = random.Random(seed)
    lanes = ["a", "b", "c"][: chance.randint(1, 3)]
    count = chance.randint(4, 6)
    steps: list[dict[str, object]] = [
        {"uraian": "Langkah", "pelaksana": chance.choice(lanes)} for _ in range(count)
    ]
    for index in chance.sample(range(1, count), chance.randint(2, min(4, count - 1))):
        exits = ["ya", "tidak", "lain"][: chance.randint(2, 3)]
        others: list[object] = [step for step in range(1, count + 1) if step != index + 1]
        steps[index]["keputusan"] = {exit: chance.choice([*others, "selesai"]) for exit in exits}
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)


def wandering(seed: int) -> Sop:
    """A flow of four to seven steps in up to four lanes that jumps and returns without an end."""
    chance = random.Random(seed)
    count = chance.randint(4, 7)
    lanes = list("abcd")[: chance.randint(2, 4)]
    steps: list[dict[str, object]] = [
        {"uraian": "Langkah", "pelaksana": chance.choice(lanes)} for _ in range(count)
    ]

    def other(step: int) -> int:
        return chance.choice([target for target in range(1, count + 1) if target != step])

    for index in chance.sample(range(count), chance.randint(1, 3)):
        exits = ["ya", "tidak", "lain"][: chance.randint(2, 3)]
        steps[index]["keputusan"] = {exit: other(index + 1) for exit in exits}
    for index, step in enumerate(steps):
        if "keputusan" not in step and chance.random() < 0.3:
            step["lanjut"] = other(index + 1)
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)


def on_one_page(sop: Sop, extra: Sequence[float] = (10.0,)) -> Drawing:
    """A flow's drawing where the page is high enough for all its steps."""
    steps = range(1, len(sop.steps) + 1)
    ((_, drawing),) = drawings(sop, [steps], separate=False, extra=extra)
    return drawing


@st.composite
def breaks(draw_: st.DrawFn, count: int) -> list[list[int]]:
    """The steps of each page: as many as a sheet could hold, or cut at random places."""
    chosen = draw_(st.sets(st.integers(2, max(2, count)), max_size=3))
    cuts = sorted(chosen | set(range(1 + _MOST_ROWS, count + 1, _MOST_ROWS)))
    bounds = [1, *[cut for cut in cuts if cut <= count], count + 1]
    pages = [list(range(a, b)) for a, b in pairwise(bounds)]
    return [page for page in pages if page]


def table_for(chart: Chart, lane_mm: float, extra: Sequence[float]) -> Table:
    """A measured table: lanes of one width, rows as high as they need and ``extra`` higher."""
    width = lane_mm * PX_PER_MM
    lanes = [(100 + width * n, 100 + width * (n + 1)) for n in range(len(chart.lanes))]
    rows, y = {}, 80.0 + strip_height(chart.above)
    above = (80.0, y) if chart.above else None
    for index, row in enumerate(chart.rows):
        height = row_height(row) + extra[index % len(extra)]
        rows[row.step] = (y, y + height)
        y += height
    below = (y, y + strip_height(chart.below)) if chart.below else None
    return Table(lanes, rows, above, below, (lanes[0][0] - BESIDE, lanes[-1][1] + BESIDE))


def lane_width(lanes: int) -> float:
    """The least width, in millimetres, that a lane has on a sheet of A4 (see render/columns.py)."""
    return 45.0 if lanes == 1 else min(29.0, max(97.5 / lanes, min(12.5, 135.5 / lanes)))


def label_width(text: str) -> float:
    """At least as wide as most of the print's own labels."""
    return 4.6 * len(text)


def said(elsewhere: Elsewhere) -> str:
    """What stands beside a pentagon, as the forms say it."""
    steps = " dan ".join(map(str, elsewhere.steps[:3]))
    return f"{'dari' if elsewhere.comes else 'ke'} {steps}, lembar {elsewhere.page + 1}"


def drawings(
    sop: Sop, pages: Sequence[Sequence[int]], *, separate: bool, extra: Sequence[float] = (0.0,)
) -> list[tuple[Chart, Drawing]]:
    """Every page's chart and drawing."""
    flow = build_flow(sop, separate_terminals=separate, words=("Mulai", "Selesai"))
    charts = split(flow, pages)
    width = lane_width(len(sop.lanes))
    tables = [table_for(chart, width, extra) for chart in charts]
    drawn = draw_all(list(zip(charts, tables, strict=True)), label_width, said)
    return list(zip(charts, drawn, strict=True))


_ANSWERS = (
    ("ya", "tidak"),
    ("ya", "tidak setuju"),
    ("lengkap", "tidak lengkap"),
    ("ya", "revisi", "ditolak"),
)


def official(seed: int) -> Sop:
    """A procedure as offices write them, only fuller: six to twenty steps in two to six lanes.

    Every fourth step decides, and sends back more often than on; some are done jointly.
    """
    chance = random.Random(seed)
    count = chance.randint(6, 20)
    lanes = list("abcdef")[: chance.randint(2, 6)]
    steps: list[dict[str, object]] = []
    for number in range(1, count + 1):
        joint = len(lanes) > 1 and chance.random() < 0.05
        doer = chance.sample(lanes, 2) if joint else chance.choice(lanes)
        step: dict[str, object] = {"uraian": "Langkah", "pelaksana": doer}
        if 1 < number < count and chance.random() < 0.27:
            yes, *others = chance.choice(_ANSWERS)
            goals = [chance.randint(max(1, number - 7), number - 1) for _ in others]
            if chance.random() < 0.2:
                goals[0] = chance.randint(number + 1, count)
            step["keputusan"] = {yes: number + 1, **dict(zip(others, goals, strict=True))}
        elif number < count - 1 and chance.random() < 0.05:
            step["lanjut"] = chance.randint(max(1, number - 4), count)
            step["lanjut"] = number + 2 if step["lanjut"] == number else step["lanjut"]
        steps.append(step)
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)
