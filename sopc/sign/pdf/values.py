"""Values in a PDF as they are written: references are not followed, and types are not mixed up."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
)

_NUMBERS = (NumberObject, FloatObject)


def raw(holder: DictionaryObject, key: str) -> PdfObject | None:
    """An entry of a dictionary as it is written; None when it is not there."""
    return holder.raw_get(key) if key in holder else None


def reference(value: PdfObject | None) -> Reference | None:
    """What a value refers to; None when it is no reference."""
    return value.reference if isinstance(value, IndirectObject) else None


def led_to(value: PdfObject | None, *keys: str) -> Any:
    """What keys lead to, references followed; None where one of them does not lead on."""
    for key in keys:
        if not isinstance(value, DictionaryObject) or key not in value:
            return None
        value = value[key]
    return value


def is_dictionary(value: PdfObject | None) -> TypeGuard[DictionaryObject]:
    """Whether a value is a dictionary, and not that of a stream."""
    return isinstance(value, DictionaryObject) and not isinstance(value, StreamObject)


def is_name(value: PdfObject | None, *names: str) -> bool:
    """Whether a value is one of these names; a text that reads the same is none."""
    return isinstance(value, NameObject) and value in names


def parts(value: PdfObject | None) -> Iterator[PdfObject]:
    """What a dictionary, a stream or an array holds."""
    if isinstance(value, DictionaryObject):
        yield from value.values()
    elif isinstance(value, ArrayObject):
        yield from value


def numbers(value: PdfObject | None) -> list[float]:
    """The numbers that an array holds; none where it holds anything else."""
    held = [*parts(value)]
    found = [float(one) for one in held if isinstance(one, _NUMBERS)]
    return found if len(found) == len(held) else []


def is_literal(*values: PdfObject | None) -> bool:
    """Whether values are written out in place, without references or streams."""
    left: list[PdfObject | None] = [*values]
    while left:
        value = left.pop()
        if isinstance(value, IndirectObject | StreamObject):
            return False
        left += parts(value)
    return True


def size_of(value: PdfObject) -> int:
    """How many values there are in one, references not followed: 1 for a number."""
    count, left = 0, [value]
    while left:
        one = left.pop()
        count += 1
        left += parts(one)
    return count


def differing(one: DictionaryObject, other: DictionaryObject) -> set[str]:
    """The keys under which two dictionaries do not hold the same."""
    return {key for key in {*one, *other} if not is_same(raw(one, key), raw(other, key))}


def is_same(one: PdfObject | None, other: PdfObject | None) -> bool:
    """Whether two values are written alike: a stream's data and its dictionary."""
    if isinstance(one, _NUMBERS) and isinstance(other, _NUMBERS):
        return bool(one == other)
    if type(one) is not type(other):
        return False
    if isinstance(one, StreamObject) and isinstance(other, StreamObject):
        return one.encoded_data == other.encoded_data and not differing(one, other)
    if isinstance(one, DictionaryObject) and isinstance(other, DictionaryObject):
        return not differing(one, other)
    if isinstance(one, ArrayObject) and isinstance(other, ArrayObject):
        return len(one) == len(other) and starts_with(one, other)
    return bool(one == other)


def starts_with(longer: Iterable[PdfObject], shorter: Iterable[PdfObject]) -> bool:
    """Whether a list goes on from where another ends."""
    first, rest = [*shorter], [*longer]
    return len(first) <= len(rest) and all(map(is_same, first, rest))
