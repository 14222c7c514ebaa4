"""Page breaks, judged on measured pages."""

from collections.abc import Sequence
from itertools import accumulate

from sopc.layout.geometry import Rect
from sopc.render.breaks import may_save_a_page, with_company
from sopc.render.sheet import Sheet

TOP, WIDTH, HEIGHT = 90.0, 1247.0, 813.0


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


def test_one_page_stays_one() -> None:
    assert with_company(sheets([60] * 5)) == [[1, 2, 3, 4, 5]]


def test_a_single_step_beside_the_signature_gets_company() -> None:
    assert with_company(sheets([60] * 9, [60])) == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10]]


def test_a_page_is_not_emptied_to_fill_the_last() -> None:
    assert with_company(sheets([70, 70, 70, 200, 200], [60])) == [[1, 2, 3, 4], [5, 6]]
    assert with_company(sheets([70, 70, 400], [60])) == [[1, 2, 3], [4]]


def test_the_last_page_is_not_overfilled() -> None:
    assert with_company(sheets([150, 150, 150, 150], [400])) == [[1, 2, 3, 4], [5]]


def test_a_signature_never_stands_alone() -> None:
    assert with_company(sheets([60] * 10, [])) == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10]]
    assert with_company(sheets([70, 550], [])) == [[1], [2]]


def test_three_steps_are_company_enough() -> None:
    assert with_company(sheets([60] * 9, [60] * 3)) == [list(range(1, 10)), [10, 11, 12]]


def test_a_tight_table_is_tried_only_where_it_may_help() -> None:
    least = dict.fromkeys(range(1, 13), 50.0)
    assert may_save_a_page(sheets([66] * 9, [66]), least, 0.8, 0.8)
    assert not may_save_a_page(sheets([66] * 9, [66] * 3), least, 0.8, 0.8)
    assert not may_save_a_page(sheets([50] * 12, []), least, 0.8, 0.8)


def test_a_compact_signature_is_tried_only_where_it_may_help() -> None:
    least = dict.fromkeys(range(1, 13), 50.0)
    assert may_save_a_page(sheets([60] * 9, [], signature=150.0), least, 1.0, 0.6)
    assert not may_save_a_page(sheets([60] * 9, [], signature=250.0), least, 1.0, 0.6)
