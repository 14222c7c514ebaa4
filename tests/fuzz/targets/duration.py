"""Words → times: never fails, and reads what it prints as the same again."""

from collections.abc import Iterator
from functools import cache

from sopc.catalogue.duration import Duration, Span, TimeReader, sum_spans, total_words
from sopc.catalogue.form import Form
from sopc.load.forms import shipped_forms
from tests.catalogues import form

LONGEST = 16_384
WORDS = (
    "menit", "jam", "hari", "hari kerja", "minggu", "bulan", "tahun", "detik", "minutes", "hours",
    "working days", "1/4", "1/0 ", "1.000", "1,5", " - ", "–", "s.d.", "sampai", "dan", "to",
    "±", "maks",
    "about", "(satu)", "999999999", "0", "/0", "½", "²", "٣", "\u00a0", "*", "\\", "https://a",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    for text in (
        "30 menit", "1/0 jam", "0/1 jam", "30 menit - 3 jam", "± 1,5 jam", "1 hari 2 jam 10 menit",
        "1/4 jam",
        "1.000 menit dan 2 hari", "maks. 3 (tiga) hari kerja", "Sesuai juknis", "2 working days",
    ):  # fmt: skip
        yield text.encode()


@cache
def readers() -> tuple[tuple[Form, TimeReader], ...]:
    forms = [form(dasar=name) for name in shipped_forms()]
    return tuple((each, TimeReader(each.times)) for each in forms)


def run(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    for each, reader in readers():
        reader._read.clear()  # what is kept of a catalogue must not grow for hours
        read = reader.read(words)
        assert str(read) == " ".join(str(read).split())
        assert reader.read(str(read).replace("\\", "")).words is not None
        if read.longest is None:
            assert total_words([read], each.times) == ""
            continue
        _is_an_amount(read.longest)
        assert sum_spans([read.longest, Span()]) == read.longest
        _reads_its_total(each, reader, read)


def _is_an_amount(span: Span) -> None:
    parts = (span.days, span.minutes, span.weeks, span.months, span.years)
    assert all(part >= 0 for part in parts)


def _reads_its_total(each: Form, reader: TimeReader, read: Duration) -> None:
    """A total is itself a time; as far as two decimals say."""
    total = total_words([read], each.times)
    assert read.longest is not None
    if not total:
        assert read.longest == Span()
        return
    again = reader.read(total)
    assert again.longest is not None, total
    for name in ("days", "minutes", "weeks", "months", "years"):
        apart = getattr(again.longest, name) - getattr(read.longest, name)
        assert abs(apart) <= 0.005, (total, name)
