"""One line of marked text → its spans: words, words in italics, links.

A star opens italics before a word and closes them after one; beside spaces, brackets and other
stars, or on both sides within a word, it is a star. A backslash makes a star of a star, and words
of the address after it. All else is words. No line takes long: it is read once, left to right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_SIGNS = r"!#$%&'+,\-./0-9:;=?@A-Z_a-z|~"


def _address(signs: str, schemes: str) -> str:
    host = r"[A-Za-z0-9][A-Za-z0-9.-]*+(?::[0-9]{1,5}+)?+"
    return rf"(?:{schemes})://{host}(?:[/?#](?:[{signs}]|\([{signs}]*+\))*+)?+"


_MAILBOX = rf"mailto:[A-Za-z0-9._%+-]++@[A-Za-z0-9][A-Za-z0-9.-]*+(?:\?[{_SIGNS}]*+)?+"
_ADDRESS = rf"(?:{_address(_SIGNS + '*', 'https?')}|{_MAILBOX})"
_STAR = r"\\(?P<kept>\*|https?://|mailto:)|(?P<stars>\*{2,})|(?P<star>\*)"
_FLAGS = re.ASCII | re.IGNORECASE
_UNLINKED = re.compile(_STAR, _FLAGS)
_TOKEN = re.compile(
    rf"{_STAR}|\[(?P<words>[^\[\]]++)\]\((?P<target>{_ADDRESS})\)|<(?P<shown>{_ADDRESS})>"
    rf"|(?<!\w)(?P<bare>{_address(_SIGNS, 'https')})",
    _FLAGS,
)
_NOT_AT_END = ".,;:!?'"
"""Signs that end a sentence, not the address before them."""
_OPENING, _CLOSING = "\"'“‘«([<\\", "\"'”’»)]>.,;:!?%"
"""Signs with which words in italics may begin and end."""
_BEFORE, _AFTER = ("", *" \t(/[“‘«"), ("", *" \t.,;:!?)/-]”’»")
"""What may stand around them then: a star in quotation marks is a star."""


@dataclass(frozen=True, slots=True)
class Italic:
    """Words in italics; links may be among them."""

    spans: "tuple[Span, ...]"


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link to an address (http, https or mailto), on words that may be in italics."""

    spans: "tuple[Span, ...]"
    address: str


Span: TypeAlias = str | Italic | Hyperlink


@dataclass(frozen=True, slots=True)
class _Star:
    """A star: may it open or close italics, and has it letters on both sides?"""

    opens: bool
    closes: bool
    inside: bool


def spans(line: str) -> tuple[Span, ...]:
    """The spans of a line in the order of its words.

    Italics hold no italics and links no links; nothing is empty.
    """
    return _spans(line, _TOKEN)


def _spans(line: str, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    done: list[Span | _Star] = []
    first: tuple[int, _Star] | None = None
    for token in _tokens(line, pattern):
        if not isinstance(token, _Star):
            done.append(token)
        elif first and token.closes and not (first[1].inside and token.inside):
            within = tuple(_words_joined(done[first[0] + 1 :]))
            del done[first[0] :]
            done.append(Italic(within))
            first = None
        else:
            first = (len(done), token) if token.opens else None
            done.append(token)
    return tuple(_words_joined(done))


def _tokens(line: str, pattern: re.Pattern[str]) -> Iterator[Span | _Star]:
    """A line's words, links and stars, in order."""
    at = 0
    while found := pattern.search(line, at):
        yield line[at : found.start()]
        at = found.end()
        token = found.group()
        match found.lastgroup:
            case "star":
                yield _star(line[max(at - 2, 0) : at - 1], line[at : at + 1])
            case "stars":
                yield token
            case "kept":
                yield token[1:]
            case "shown":
                yield Hyperlink((_shown(token[1:-1]),), token[1:-1])
            case "target":
                words = found["words"]
                is_link = bool(words.strip())
                yield Hyperlink(_spans(words, _UNLINKED), found["target"]) if is_link else token
            case _ if (after := line[at : at + 1]).isalnum() or after == "@":
                # an address has no such sign here: who knows what is meant
                yield token
            case _:
                address = token.rstrip(_NOT_AT_END)
                at = found.start() + len(address)
                yield Hyperlink((address,), address)
    yield line[at:]


def _shown(address: str) -> str:
    """An address as it is read: a mailbox without what is for programs."""
    is_mailbox = address[:7].lower() == "mailto:"
    return address[7:].partition("?")[0] if is_mailbox else address


def _star(before: str, after: str) -> _Star:
    inside = before.isalpha() and after.isalpha()
    opens = after.isalnum() or (after != "" and after in _OPENING and before in _BEFORE)
    closes = before.isalnum() or (before != "" and before in _CLOSING and after in _AFTER)
    return _Star(
        # a syllable of the sentence's own language may stand before or after: di*upload*
        opens and before != "*" and (not before.isalnum() or (inside and before.islower())),
        closes and after != "*" and (not after.isalnum() or (inside and after.islower())),
        inside,
    )


def _words_joined(tokens: list[Span | _Star]) -> Iterator[Span]:
    """Spans where words that follow each other are one; a star that is left is one of them."""
    words: list[str] = []
    for token in tokens:
        if isinstance(token, Italic | Hyperlink):
            if any(words):
                yield "".join(words)
            words = []
            yield token
        else:
            words.append(token if isinstance(token, str) else "*")
    if any(words):
        yield "".join(words)
