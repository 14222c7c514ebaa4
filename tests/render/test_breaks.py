"""Page breaks, judged on measured pages."""

from collections.abc import Sequence
from itertools import accumulate

from sopc.layout.geometry import Rect
from sopc.render.breaks import Measured, may_save_a_page, planned
from sopc.render.sheet import Sheet

TOP, WIDTH, HEIGHT, BOTTOM = 90.0, 1247.0, 813.0, 60.0


def sheets(*pages: Sequence[float], first: int = 1, signature: float = 130.0) -> list[Sheet]:
    """Pages with rows of these heights, numbered on; the signature follows the last row."""
    found, step = [], first
    for heights in pages:
        ends = [TOP, *accumulate(heights, initial=TOP)][1:]
        anchors = {
            f"row-{step + n}": Rect(0, ends[n], WIDTH, ends[n + 1]) for n in range(len(heights))
        }
        step += len(heights)
        found.append(Sheet(WIDTH, HEIGHT, anchors))
    place = Rect(800, ends[-1] + 15, WIDTH, ends[-1] + 15 + signature)
    found[-1] = Sheet(WIDTH, HEIGHT, {**found[-1].anchors, "signature": place})
    return found


def plan(
    heights: Sequence[float], *, room: float = 660.0, after: float = 145.0, strip: float = 0.0
) -> list[list[int]]:
    """The breaks of a table of these rows, on pages with so much room; with ``strip``, above all
    pages but the first and below all but the last."""
    rows = dict(enumerate(heights, start=1))

    def strips(pages: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        last = len(pages) - 1
        return [(strip * (n > 0), strip * (n < last)) for n in range(len(pages))]

    return planned(Measured(rows, room, room, after), strips)


def test_one_page_stays_one() -> None:
    assert plan([60] * 5) == [[1, 2, 3, 4, 5]]


def test_a_single_step_beside_the_signature_gets_company() -> None:
    assert plan([70] * 10) == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10]]


def test_a_page_is_not_emptied_to_fill_the_last() -> None:
    assert plan([70, 70, 70, 200, 200, 60]) == [[1, 2, 3, 4], [5, 6]]
    assert plan([70, 70, 500, 60]) == [[1, 2, 3], [4]]


def test_the_last_page_is_not_overfilled() -> None:
    assert plan([150, 150, 150, 150, 400]) == [[1, 2, 3, 4], [5]]


def test_a_signature_never_stands_alone() -> None:
    assert plan([60] * 10) == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10]]
    assert plan([70, 550]) == [[1], [2]]


def test_three_steps_are_company_enough() -> None:
    assert plan([70] * 12) == [list(range(1, 10)), [10, 11, 12]]


def test_pentagons_have_room_at_the_edges() -> None:
    assert plan([65] * 14) == [list(range(1, 11)), [11, 12, 13, 14]]
    assert plan([65] * 14, strip=30.0) == [list(range(1, 10)), [10, 11, 12, 13, 14]]


def test_what_follows_a_row_of_several_pages_shares_its_last() -> None:
    assert plan([60, 900, 60, 60, 60, 60]) == [[1, 2], [3, 4, 5, 6]]
    assert plan([60, 1300, 60, 60, 60, 60]) == [[1, 2], [3, 4, 5, 6]]
    assert plan([60] * 8 + [900, 60]) == [[1, 2, 3, 4, 5, 6, 7, 8], [9], [10]]


def test_a_tight_table_is_tried_only_where_it_may_help() -> None:
    least = dict.fromkeys(range(1, 13), 50.0)
    assert may_save_a_page(sheets([66] * 9, [66]), least, 0.8, 0.8, BOTTOM)
    assert not may_save_a_page(sheets([66] * 9, [66] * 3), least, 0.8, 0.8, BOTTOM)
    assert not may_save_a_page(sheets([50] * 12, []), least, 0.8, 0.8, BOTTOM)


def test_a_compact_signature_is_tried_only_where_it_may_help() -> None:
    least = dict.fromkeys(range(1, 13), 50.0)
    assert may_save_a_page(sheets([60] * 9, [], signature=150.0), least, 1.0, 0.6, BOTTOM)
    assert not may_save_a_page(sheets([60] * 9, [], signature=250.0), least, 1.0, 0.6, BOTTOM)
