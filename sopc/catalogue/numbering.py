"""The patterns that an agency numbers by: several side by side, and a unit's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sopc.catalogue.base import Refusal
from sopc.catalogue.number import NumberScheme, SopNumber
from sopc.language import Phrase

_LONGEST = 60


@dataclass(frozen=True)
class Numbering:
    """One pattern or several; a number is read by the first that fits.

    Numbers sort by year, whatever their pattern, since an index is read as a history; those of one
    year, and those of patterns without a year, by the patterns in the order in which they are
    given, and then by what is printed. Fields of two patterns are never compared with each other:
    a unit is no sequence number.
    """

    schemes: tuple[NumberScheme, ...]

    @classmethod
    def of(cls, patterns: Iterable[str]) -> "Numbering":
        """Raises Refusal for a pattern that cannot number."""
        return cls(tuple(map(NumberScheme, patterns)))

    def scheme_of(self, text: str) -> NumberScheme | None:
        """The first pattern that a number follows, if any."""
        return next((scheme for scheme in self.schemes if scheme.values(text)), None)

    def values(self, text: str) -> dict[str, int] | None:
        """The placeholders' values in a number, or None when it follows none of the patterns."""
        scheme = self.scheme_of(text)
        return scheme.values(text) if scheme else None

    def parse(self, text: str) -> SopNumber:
        """Read a number. Raises Refusal when it follows none of the patterns."""
        scheme = self.scheme_of(text)
        if scheme is None and len(self.schemes) > 1:
            patterns = ", ".join(scheme.pattern for scheme in self.schemes)
            raise Refusal(
                Phrase(
                    "`{text}` follows none of the numbering patterns {patterns}",
                    text=text,
                    patterns=patterns,
                )
            )
        chosen = scheme or self.schemes[0]
        year, *rest = chosen.parse(text).order
        return SopNumber((year, self.schemes.index(chosen), *rest), text)

    def respelt(self, text: str) -> str:
        """A number as the one pattern prints it by which it can be read but for its spelling, or
        nothing; of longer texts than numbers are, none is looked for."""
        if len(text) > _LONGEST:
            return ""
        found = {scheme.respelt(text) for scheme in self.schemes} - {""}
        return next(iter(found)) if len(found) == 1 else ""

    def compose(self, **values: int) -> tuple[str, ...]:
        """The number with these values by each pattern; a value that is not given is 1."""
        return tuple(scheme.compose(**values) for scheme in self.schemes)


@dataclass(frozen=True)
class CatalogueNumbering:
    """By which patterns the SOPs of each unit are numbered; units by their folders."""

    units: Mapping[str, Numbering]
    of_catalogue: Numbering

    @classmethod
    def of(
        cls, patterns: Iterable[str], units: Iterable[tuple[str, Iterable[str]]]
    ) -> "CatalogueNumbering":
        """From the catalogue's patterns, and each unit's folder and own patterns, if any.

        A unit's own take the place of the catalogue's. Raises Refusal for a pattern that cannot
        number.
        """
        common = Numbering.of(patterns)
        own = ((folder, Numbering.of(written)) for folder, written in units)
        return cls({folder: each if each.schemes else common for folder, each in own}, common)

    @cached_property
    def every(self) -> Numbering:
        """All patterns: what may be cited."""
        return Numbering(tuple(dict.fromkeys(self._schemes())))

    def in_folder(self, folder: str) -> Numbering:
        """The patterns for the SOPs below a folder; all, where it is no unit's."""
        return self.units.get(folder, self.every)

    def _schemes(self) -> Iterator[NumberScheme]:
        for numbering in (self.of_catalogue, *self.units.values()):
            yield from numbering.schemes
