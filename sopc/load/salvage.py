"""What can be told of files that are faulty, so that what does not need the rest is not stopped."""

import re
from collections.abc import Iterator, Mapping

from sopc.catalogue.base import Refusal, as_tuple
from sopc.catalogue.number import NumberScheme
from sopc.catalogue.numbering import CatalogueNumbering
from sopc.load.yaml_reader import YamlDocument

_NUMBER = re.compile(r"""^["']?nomor["']?[ \t]*:[ \t]*["']?([^\s"'#][^"'#\r\n]*)""", re.MULTILINE)


def salvaged_numbering(document: YamlDocument | None) -> CatalogueNumbering | None:
    """The numbering, if what katalog.yaml says of it is sound."""
    if document is None or not isinstance(document.value, dict):
        return None
    try:
        common = _patterns(document.value)
        return CatalogueNumbering.of(common, _of_units(document.value)) if common else None
    except Refusal:
        return None


def _of_units(settings: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The folder of each unit that has one, and its own patterns."""
    for unit in _listed(settings.get("unit")):
        if isinstance(unit, dict) and isinstance(unit.get("folder"), str):
            yield unit["folder"], _patterns(unit)


def _patterns(group: Mapping[str, object]) -> tuple[str, ...]:
    """The patterns of a group. Raises Refusal for what is none."""
    return tuple(NumberScheme(str(each)).pattern for each in _listed(group.get("penomoran")))


def _listed(value: object) -> tuple[object, ...]:
    listed = as_tuple(value)
    return listed if isinstance(listed, tuple) else ()


def claimed_numbers(text: str) -> Iterator[str]:
    """The numbers that the text of an SOP's file says it has; several where it is in conflict."""
    for found in _NUMBER.finditer(text):
        yield found.group(1).strip()
