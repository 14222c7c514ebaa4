"""SOP numbers, and the scheme by which an agency composes them."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise

from sopc.catalogue.base import Refusal
from sopc.language import Phrase

_CURLY = re.compile("[“”„](.*)[“”]")
_PLACEHOLDER = re.compile(r"\{([a-z]+)(?::([1-9]))?\}")
_BETWEEN = "./_\u2013-"
"""The signs that part numbers, of which one is easily taken for another."""
_PARTS = re.compile(r"\{[a-z]+(?::[1-9])?\}|[0-9]+|[^\W\d_]+|[\W_]+?(?=[^\W_{]|\{|$)")
_DIGITS, _MOST = "0123456789", 100
FIELDS = ("unit", "seksi", "urut", "tahun")


def counted(words: str) -> tuple[tuple[bool, int, str], ...]:
    """What words sort by in which digits count: ``V.2`` before ``V.10``."""
    pieces = ("".join(piece) for _, piece in groupby(words, lambda sign: sign in _DIGITS))
    return tuple(
        (False, int(each[:_MOST]), each) if each[0] in _DIGITS else (True, 0, each)
        for each in pieces
    )


@dataclass(frozen=True, slots=True)
class SopNumber:
    """An SOP's identity, as printed. Sorts by unit, section and sequence, not by its letters.

    The text alone is the identity: the same number is read by one unit's patterns where it is
    given, and by all of them where it is cited.
    """

    order: tuple[int, ...] = field(repr=False, compare=False)
    text: str

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: "SopNumber") -> bool:
        return (self.order, self.text) < (other.order, other.text)

    @property
    def file_stem(self) -> str:
        """The number as a file name: a slash would open a folder, so it becomes a hyphen."""
        return re.sub(r'[\\/:*?"<>|\s]+', "-", self.text)


@dataclass(frozen=True)
class NumberScheme:
    """How numbers are composed: ``V.26.{unit}.{seksi}.{urut}``, ``SOP-{urut:3}/17000/{tahun}``.

    ``{urut:3}`` pads with zeros to three digits. Raises Refusal for a pattern by which numbers
    could not be told apart, or not be names of files.
    """

    pattern: str

    def __post_init__(self) -> None:
        within = _CURLY.fullmatch(self.pattern)
        if within:
            raise Refusal(
                Phrase("the curly quotes around the pattern would be part of each number"),
                Phrase('write `"{pattern}"`', pattern=within[1]),
                instead=within[1],
            )
        names = [name for name, _ in _PLACEHOLDER.findall(self.pattern)]
        unknown = [name for name in names if name not in FIELDS]
        rest = _PLACEHOLDER.sub("", self.pattern)
        if unknown or "{" in rest or "}" in rest:
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise Refusal(Phrase("placeholders are {known}", known=known))
        if "urut" not in names or len(set(names)) != len(names):
            raise Refusal(Phrase("the pattern needs {{urut}}, and each placeholder at most once"))
        if any(between.isdecimal() or not between for between in self._between()):
            raise Refusal(
                Phrase(
                    "two placeholders run into each other: put a sign between them, such as "
                    "{{unit}}.{{urut}}"
                )
            )
        if self.pattern.startswith("."):
            raise Refusal(
                Phrase(
                    "a number begins with a letter or digit: files whose names begin with a "
                    "dot are hidden"
                )
            )

    def _between(self) -> list[str]:
        """What stands between each two placeholders."""
        ends = [match.span() for match in _PLACEHOLDER.finditer(self.pattern)]
        return [self.pattern[end:start] for (_, end), (start, _) in pairwise(ends)]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The placeholders, in printed order."""
        return tuple(name for name, _ in _PLACEHOLDER.findall(self.pattern))

    @cached_property
    def skeleton(self) -> str:
        """What stands around the placeholders: patterns of one skeleton read the same numbers."""
        return _PLACEHOLDER.sub("{}", self.pattern)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        parts = []
        position = 0
        for match in _PLACEHOLDER.finditer(self.pattern):
            name = match.group(1)
            literal = re.escape(self.pattern[position : match.start()])
            parts += [literal, f"(?P<{name}>[0-9]{{1,9}})"]
            position = match.end()
        return re.compile("".join(parts) + re.escape(self.pattern[position:]))

    def parse(self, text: str) -> SopNumber:
        """Read a number. Raises Refusal when it does not follow the pattern."""
        values = self.values(text)
        if values is None:
            raise Refusal(
                Phrase(
                    "`{text}` does not follow the numbering pattern {pattern}",
                    text=text,
                    pattern=self.pattern,
                )
            )
        ranked = ("tahun", *(name for name in self.fields if name != "tahun"))
        return SopNumber(tuple(values.get(name, 0) for name in ranked), text)

    def values(self, text: str) -> dict[str, int] | None:
        """The placeholders' values in a number, or None when it does not follow the pattern."""
        match = self._regex.fullmatch(text)
        if match is None:
            return None
        values = {name: int(value) for name, value in match.groupdict().items()}
        # of S-001 and S-0001 only one may be a number, and S-000 counts nothing
        return values if all(values.values()) and self.compose(**values) == text else None

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        """The pattern with any signs and spaces between its parts, any zeros and capitals."""
        parts = []
        for word in _PARTS.findall(self.pattern):
            placeholder = _PLACEHOLDER.fullmatch(word)
            if placeholder:
                parts.append(f"(?P<{placeholder[1]}>[0-9]{{1,9}})")
            elif word.isdecimal():
                parts.append(f"0*{word}")
            else:
                parts.append(re.escape(word) if word.isalnum() else rf"[\s{_BETWEEN}]+")
        return re.compile("".join(parts) + r"\s*", re.IGNORECASE)

    def respelt(self, text: str) -> str:
        """A number as the pattern prints it, where it was written with other zeros, spaces,
        capitals or signs between its parts; nothing for what is no such number."""
        match = self._loose.fullmatch(text.strip())
        values = {name: int(each) for name, each in match.groupdict().items()} if match else {}
        return self.compose(**values) if values and all(values.values()) else ""

    def compose(self, **values: int) -> str:
        """The number with these values; a value that is not given is 1."""

        def fill(match: re.Match[str]) -> str:
            name, width = match.groups()
            return str(values.get(name, 1)).zfill(int(width or 0))

        return _PLACEHOLDER.sub(fill, self.pattern)
