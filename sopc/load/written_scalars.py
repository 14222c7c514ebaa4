"""Texts and other words as YAML has them: without quotes where it can, in the style they had."""

import re

from sopc.changes import Word
from sopc.lines import LINE_END
from sopc.load.yaml_scalars import plain

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_OTHER_READERS = frozenset(("yes", "no", "on", "off", "y", "n"))
"""What readers of YAML 1.1 take for true and false."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
EMPTY = ('""', "''")
"""A text without a letter: only its quotes are there."""
_HEADER = re.compile(r"([|>])([+-]?[1-9]?[+-]?)(?=[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))")


def written(word: Word) -> str:
    """A word as it can stand anywhere in a file: of a text, with quotes where it needs them."""
    if isinstance(word, bool):
        return "true" if word else "false"
    if word is None:
        return "null"
    if not isinstance(word, str):
        return str(word)
    return word if _may_be_plain(word) else in_quotes(word)


def written_in_lines(word: Word) -> str:
    """A word as it can stand in lines of its own, outside of brackets: commas need no quotes."""
    loose = re.sub(r"[,\[\]{}]", "x", word) if isinstance(word, str) and word else ""
    if isinstance(word, str) and loose and word[0] not in _INDICATORS and _may_be_plain(loose):
        return word
    return written(word)


def in_style_of(before: str, word: Word) -> str:
    """A word in the style of another that is written ``before``: in its quotes, or as its block.

    A block keeps its indentation; the comment behind its sign stays, also where it becomes a line.
    Quotes with nothing in them are no style.
    """
    if not isinstance(word, str) or before in EMPTY:
        return written(word)
    if before.startswith('"'):
        return in_quotes(word)
    if before.startswith("'") and _is_shown(word):
        return "'" + word.replace("'", "''") + "'"
    block = _HEADER.match(before)
    if block:
        return _block(before, block, word) or in_quotes(word) + comment_of_block(before)
    return written(word)


def comment_of_block(before: str) -> str:
    """The comment behind the sign of a block, with the spaces before it; nothing if there is
    none, or no block."""
    header = _HEADER.match(before)
    end = LINE_END.search(before)
    return before[header.end() : end.start()].rstrip() if header and end else ""


def _may_be_plain(text: str) -> bool:
    """Whether a text means itself without quotes, within brackets too."""
    if not text or not _is_shown(text) or text != text.strip() or text[0] in _INDICATORS:
        return False
    if text.lower() in _OTHER_READERS or plain(text) is not text or text.startswith("..."):
        return False
    return ": " not in text and " #" not in text and not text.endswith(":") and _is_loose(text)


def _is_loose(text: str) -> bool:
    """Whether nothing in a text would end it within brackets."""
    return not re.search(r"[,\[\]{}]", text)


def _is_shown(text: str) -> bool:
    return text.isprintable()


def in_quotes(text: str) -> str:
    """A text in double quotes."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block(before: str, block: re.Match[str], text: str) -> str:
    """A text as a block with another's sign and indentation; nothing if it cannot be one."""
    body = text.rstrip("\n")
    kept = len(text) - len(body)
    lines = body.split("\n")
    if kept > 1 or not body or not all(map(_is_shown, lines)) or lines[0][:1] in ("", " "):
        return ""
    if block[1] == ">" and any(line[:1] in ("", " ") or line[-1:] == " " for line in lines):
        return ""
    end = LINE_END.findall(before)[0]  # the header has one
    head, _, rest = before.partition(end)
    first = next((line for line in rest.splitlines() if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" "))]
    if not indent or any(digit.isdigit() for digit in block[2]):
        return ""
    sign = block[1] + ("" if kept else "-")
    between = end * (2 if block[1] == ">" else 1)
    shown = between.join(f"{indent}{line}" if line else "" for line in lines)
    return f"{sign}{head[block.end() :]}{end}{shown}"
