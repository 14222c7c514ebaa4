"""Patterns and numbers: a number that is read is what its pattern composes, and a file's name."""

from collections.abc import Iterator

from sopc.catalogue.base import Refusal
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.number import NumberScheme
from sopc.catalogue.numbering import CatalogueNumbering, Numbering
from tests.fuzz.held import only
from tests.fuzz.pieces import Pieces

LONGEST = 16_384
WORDS = (
    "{unit}", "{seksi}", "{urut}", "{urut:3}", "{tahun}", "{", "}", ":", ".", "/", "-", "K.1.",
    "001", "0", "999999999", "٣", "²", "\u00a0", "..", "\\", '"', "*", "|", "<", "?", "\n",
    "2020-10-01", "2020-13",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    yield b"K.1.{unit}.{seksi}.{urut}\nK.1.1.2.3\nK.1.01.2.3\n2020-10-01"
    yield b'S"*:{unit}<|>/{urut}\nS"*:1<|>/2\n2020-02-30'
    yield b"SOP-{urut:3}/17000/{tahun}\nSOP-001/17000/2020\nSOP-1/17000/2020"


def run(data: bytes) -> None:
    pieces = Pieces(data)
    pattern = pieces.words()
    texts = [pieces.words() for _ in range(64) if pieces]
    for text in texts:
        _is_a_date_or_refused(text)
    with only(Refusal):
        scheme, numbering = NumberScheme(pattern), Numbering.of([pattern])
        for text in texts:
            _is_a_number_or_refused(text, scheme, numbering)


def _is_a_number_or_refused(text: str, scheme: NumberScheme, numbering: Numbering) -> None:
    try:
        number = scheme.parse(text)
    except Refusal:
        assert numbering.values(text) is None
        return
    values = scheme.values(text)
    assert values is not None
    assert all(value > 0 for value in values.values())
    assert scheme.compose(**values) == text == str(number)
    assert numbering.parse(text) == number
    assert CatalogueNumbering.of((scheme.pattern,), ()).every.parse(text) == number
    assert not set(number.file_stem) & set('/\\:*?"<>|\n ')
    assert number.file_stem
    assert not number.file_stem.startswith(".")


def _is_a_date_or_refused(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except Refusal:
        return
    assert PartialDate.parse(date.iso) == date
    assert not date.surely_before(date)
