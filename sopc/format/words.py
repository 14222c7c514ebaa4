"""How one word or text is written: as its author did, with its lines where the layout has them."""

import re
from dataclasses import dataclass

from sopc.format.gaps import COMMENT_ENDS
from sopc.load.written_scalars import in_quotes, written
from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue

STEP = "  "
"""By how much more what belongs to something is further in."""
_END = re.compile(rf"\r\n|[{COMMENT_ENDS}]")
_BLOCK = re.compile(
    r"(?P<sign>[|>])(?P<more>[+-]?[1-9]?[+-]?)[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text as it is written: what is behind its key, and the lines below that, which are further
    in by what belongs to it (``STEP``) and already begin with that. A comment in its line is behind
    its first line in a block, else behind its last."""

    first: str
    rest: tuple[str, ...] = ()

    @property
    def is_block(self) -> bool:
        """Whether it is behind ``|`` or ``>``."""
        return bool(self.rest) and self.first[:1] in ("|", ">")


def is_in_one_line(raw: str) -> bool:
    """Whether a text, as it is written, takes one line."""
    return _END.search(raw) is None


def in_one_line(
    value: YamlValue, raw: str, *, may_stay: bool = True, keeps_quotes: bool = False
) -> str:
    """A word that takes one line; ``may_stay`` says that it means itself without quotes where it
    stands now, ``keeps_quotes`` that those it has stay."""
    if not isinstance(value, str):
        return raw
    if raw[:1] in ("|", ">"):
        return in_quotes(value)
    if raw[:1] not in ('"', "'"):
        return raw if may_stay and raw else written(value)
    bare = written(value)
    if bare == value and value[0].isalpha() and not keeps_quotes:
        return bare
    shown = in_quotes(value)
    return shown if raw[0] == "'" and "\\" not in shown else raw


def in_lines(
    value: YamlValue, raw: str, *, may_stay: bool = True, keeps_quotes: bool = False
) -> Spelling:
    """A word or text, which goes on below its key where it takes several lines."""
    if not isinstance(value, str) or is_in_one_line(raw):
        return Spelling(in_one_line(value, raw, may_stay=may_stay, keeps_quotes=keeps_quotes))
    ways = (_folded, _literal) if raw[0] in "|>" else (_continued,)
    for way in ways:
        found = way(value, raw)
        if found is not None and _means(found, value):
            return found
    return Spelling(in_quotes(value))


def _means(found: Spelling, value: str) -> bool:
    """Whether a text is read as it was meant."""
    text = "\n".join((f"- {found.first}", *found.rest, "- x", ""))
    document, problems = read_yaml(text.encode("utf-8"), "")
    return document is not None and not problems and document.value == [value, "x"]


def _continued(_value: str, raw: str) -> Spelling | None:
    """Without a sign, or in quotes: each line is as far in as the others."""
    first, *rest = _END.split(raw)
    keeps = raw[0] == '"'
    lines = [_without_spaces(line, keeps_escaped=keeps) for line in (first, *rest)]
    below = tuple(STEP + line if line else "" for line in lines[1:])
    return Spelling(lines[0], below)


def _without_spaces(line: str, *, keeps_escaped: bool) -> str:
    short = line.strip(" \t")
    if keeps_escaped and short.endswith("\\"):
        return line.lstrip(" \t")  # the space behind it is one that was meant
    return short


def _folded(value: str, raw: str) -> Spelling | None:
    """Behind ``>``, with its lines as they are."""
    head = _BLOCK.match(raw)
    if head is None or head["sign"] != ">" or any(sign.isdigit() for sign in head["more"]):
        return None
    lines = _END.split(raw[head.end() :])
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    below = [STEP + line[indent:] if line.strip(" ") else "" for line in lines]
    if not indent:
        return None
    kept = len(value) - len(value.rstrip("\n"))
    return _behind(">", kept, below)


def _literal(value: str, _raw: str) -> Spelling | None:
    """Behind ``|``, a line for each of the text's."""
    body = value.rstrip("\n")
    if not body:
        return None
    kept = len(value) - len(body)
    lines = body.split("\n")
    first = next(line for line in lines if line)
    depth = str(len(STEP)) if first.startswith(" ") or not lines[0] else ""
    return _behind("|" + depth, kept, [STEP + line if line else "" for line in lines])


def _behind(sign: str, kept: int, lines: list[str]) -> Spelling:
    """A block, with as many ends of lines at its end as are kept."""
    more = "" if kept == 1 else "+" if kept else "-"
    return Spelling(sign + more, (*lines, *[""] * (kept - 1)))
