"""What stands beside a pentagon, in the words of a form."""

from collections.abc import Sequence

import pytest

from sopc.catalogue.numbering import Numbering
from sopc.catalogue.sop import Sop
from sopc.layout.symbols import Elsewhere
from sopc.render.elsewhere import saying
from tests.forms_of import form_of

K = Numbering.of(["K.{urut}"])


def said(form: str, steps: Sequence[int], *, comes: bool, numbers: Sequence[object] = ()) -> str:
    """The words on the third page, which is the chart's second sheet, for steps of ten rows."""
    rows = [{"uraian": "Menulis", "pelaksana": "staf"} for _ in range(10)]
    given = [
        row | ({"nomor": n} if n is not None else {}) for row, n in zip(rows, numbers, strict=False)
    ]
    data = {"nomor": "K.1", "nama": "X", "pelaksana": ["staf"], "langkah": given or rows}
    sop = Sop.model_validate(data, context={"numbering": K, "cited": K})
    say = saying(sop, form_of(form).words, (1, 1, 2))
    return say(Elsewhere(tuple(steps), 2, comes=comes))


@pytest.mark.parametrize(
    ("steps", "comes", "words"),
    [
        ([8], False, "ke 8, lembar 2"),
        ([4], True, "dari 4, lembar 2"),
        ([6, 4], True, "dari 4 dan 6, lembar 2"),
        ([2, 4, 6], True, "dari 2, 4 dan 6, lembar 2"),
        ([4, 5, 6], True, "dari 4–6, lembar 2"),
        ([1, 4, 5, 6, 9], True, "dari 1, 4–6 dan 9, lembar 2"),
    ],
)
def test_steps_are_named_with_their_sheet(steps: list[int], comes: bool, words: str) -> None:
    assert said("lampung-2020", steps, comes=comes) == words


def test_another_form_has_other_words() -> None:
    assert said("iso-9001-en", [8], comes=False) == "to 8, sheet 2"
    assert said("iso-9001-en", [4, 6], comes=True) == "from 4 and 6, sheet 2"


def test_steps_are_called_by_the_numbers_that_are_printed() -> None:
    numbers = [*range(11, 20), ""]
    assert said("lampung-2020", [3], comes=False, numbers=numbers) == "ke 13, lembar 2"
    assert said("lampung-2020", [10], comes=False, numbers=numbers) == "lembar 2"
