"""A guide → what its reader does, in order.

Words behind a fenced block's language, which no reader sees, say what it is:

- ``console``: lines of ``$ `` and a command, each with what it prints; ``console 1`` ends so
- ``console pasang``: the same, which installs something from the network
- ``console buka``: a command that goes on until it is ended; what is done meanwhile is a part of
  its own (``tests.guides.browser``)
- ``yaml berkas FILE``: what the reader writes into a file, all of it
- ``yaml ganti FILE``, then ``yaml menjadi FILE``: lines of a file, and what they become
- ``yaml sama FILE``: what a file of this repository says

A comment ``<!-- rekan: … -->`` is what somebody else does meanwhile.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

_COLLEAGUE = re.compile(r"<!-- rekan: (.*?) -->")


@dataclass(frozen=True)
class Command:
    """A command, what the guide says that it prints (nothing: it says nothing of that), and how it
    ends."""

    words: str
    printed: tuple[str, ...] = ()
    status: int = 0


@dataclass(frozen=True)
class Installed:
    """A command that brings a program onto the reader's machine."""

    words: str


@dataclass(frozen=True)
class Written:
    """A file that the reader writes."""

    file: str
    text: str


@dataclass(frozen=True)
class Changed:
    """Lines of a file, and what the reader writes in their place."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Elsewhere:
    """What a colleague does."""

    what: str


Act = Command | Installed | Written | Changed | Elsewhere


@dataclass
class Guide:
    """What is done, in order; what it quotes: files of this repository, and their text; and what
    goes on until it is ended."""

    acts: list[Act] = field(default_factory=list)
    quoted: list[tuple[str, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


def read_guide(text: str) -> Guide:
    """The guide in a Markdown text. Raises ValueError for a block of no kind."""
    guide, old = Guide(), ""
    for token in MarkdownIt().parse(text):
        if token.type == "html_block":
            guide.acts += [Elsewhere(what) for what in _COLLEAGUE.findall(token.content)]
        if token.type != "fence":
            continue
        match token.info.split():
            case ["console", "pasang"]:
                guide.acts += [Installed(each.words) for each in _commands(token.content, 0)]
            case ["console", "buka"]:
                guide.opened += [each.words for each in _commands(token.content, 0)]
            case ["console"]:
                guide.acts += _commands(token.content, 0)
            case ["console", status]:
                guide.acts += _commands(token.content, int(status))
            case ["yaml", "berkas", file]:
                guide.acts.append(Written(file, token.content))
            case ["yaml", "ganti", _]:
                old = token.content
            case ["yaml", "menjadi", file]:
                guide.acts.append(Changed(file, old, token.content))
            case ["yaml", "sama", file]:
                guide.quoted.append((file, token.content))
            case _:
                raise ValueError(f"a block of no kind: {token.info}")
    return guide


def _commands(block: str, status: int) -> list[Command]:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return [Command(words, tuple(printed), status) for words, printed in found]


def agrees(shown: tuple[str, ...], printed: str) -> bool:
    """Whether a guide shows what was printed: ``…`` stands for anything in a line, and alone in a
    line for any lines."""
    lines = (
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in shown
    )
    whole = f"{printed.rstrip(chr(10))}\n" if printed.strip() else ""
    return re.fullmatch("".join(lines), whole) is not None
