"""What holds of every finding, wherever it comes from."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sopc.diagnostics import Diagnostic, Place
from sopc.lines import Lines, split


@contextmanager
def only(kind: type[Exception]) -> Iterator[None]:
    """What may be raised, and then says why in one sentence that fits a terminal."""
    try:
        yield
    except kind as error:
        said = str(error)
        if not said.strip() or len(said) > 10_000:
            raise AssertionError(f"it says {said[:100]!r}") from error


def places_are_inside(found: Iterable[Diagnostic], files: Mapping[str, bytes]) -> None:
    """Every finding says something, of a place within one of these files."""
    for each in found:
        assert each.message.strip()
        assert each.message.isprintable() or "\n" not in each.message.template
        is_inside(each.place, files)
        for other in each.related:
            is_inside(other.place, files)


def is_inside(place: Place, files: Mapping[str, bytes]) -> None:
    """From a character of the file, or one after a line's last, up to one at or after it."""
    text = files[place.file].decode("utf-8-sig", "replace")
    lines = [*split(text), ""]  # a parser can point to where the text ends
    count = len(Lines.of(text).starts)
    assert 1 <= place.line <= count, place
    assert place.line <= place.end_line <= count, place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 2, place
    assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 2, place
    assert (place.line, place.column) <= (place.end_line, place.end_column), place
