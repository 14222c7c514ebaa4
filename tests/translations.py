"""The Indonesian translations: what they must hold, and a tool that brings them up to date.

``python -m tests.translations`` adds to the .po files what is new in the source, with an empty
translation, drops what is gone, and compiles them. ``tests/test_language.py`` fails until every
empty one is filled in. There is a file for each domain, so that a sentence loads no manual:

- ``sopc``: each ``Phrase(…)``
- ``help``: what the commands say of themselves
- ``manual``: the paragraphs of the rules' pages, and the comments of their examples
- ``desk``: what the pages of ``sopc serve`` say
- ``click``: what click says of wrong words, here and in the other versions that may be installed
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sopc import paragraphs
from sopc.cli.main import main
from sopc.cli.spoken import Command
from sopc.codes import PAGES
from sopc.language import LOCALE
from sopc.report.manual import HEAD
from sopc.serve.html import CLIENT, TEMPLATES

SOURCE = Path(__file__).parents[1] / "sopc"
FOLDER = LOCALE / "id" / "LC_MESSAGES"
_DAY = datetime(2026, 1, 1, tzinfo=UTC)

Message: TypeAlias = str | tuple[str, str]
"""A text, or one of one thing and of several."""
Places: TypeAlias = dict[Message, list[tuple[str, int]]]
"""Messages, and the files and lines that they stand in."""

_OF_CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "types")
_COMPUTED = ("required", "deprecated")
"""What click translates and does not write where it does."""


def phrases(code: str) -> Iterator[tuple[int, str | None]]:
    """The line and template of each ``Phrase(…)`` in Python code; None for one that is computed."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Name("Phrase"), args=[ast.Constant(str(template)), *_]):
                yield node.lineno, template
            case ast.Call(func=ast.Name("Phrase")):
                yield node.lineno, None


def templates() -> dict[str, list[tuple[str, int]]]:
    """Every template in the source, with the files and lines that it stands in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE.parent).as_posix()
        for line, template in sorted(phrases(path.read_text(encoding="utf-8")), key=itemgetter(0)):
            if template is not None:
                found.setdefault(template, []).append((file, line))
    return found


def commands() -> Iterator[tuple[Command, click.Context]]:
    """Every command, also the one that holds the others, as it is called."""
    context = click.Context(main, info_name="sopc")
    assert isinstance(main, click.Group)
    for name in ("", *main.list_commands(context)):
        command = main.get_command(context, name) if name else main
        assert isinstance(command, Command), f"{name}: click.command(cls=Command, …)"
        within = click.Context(command, info_name=name, parent=context) if name else context
        yield command, within


def _of_commands() -> Places:
    found: Places = {}
    for command, context in commands():
        for text in filter(None, command.texts(context)):
            found.setdefault(text, [("sopc/cli/" + (command.name or ""), 0)])
    return found


def _of_the_manual() -> Places:
    found: Places = {}
    for text in paragraphs.texts_of(HEAD):
        found[text] = [("sopc/report/manual.py", 0)]
    for page in PAGES:
        for text in paragraphs.texts_of(page.text):
            found.setdefault(text, [(page.code, 0)])
    return found


def _of_the_desk() -> Places:
    """What templates and scripts of the desk say, each in the files that say it."""
    found: Places = {}
    for path in sorted([*TEMPLATES.glob("*.html"), *CLIENT.glob("*.js")]):
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for said in DESK_SAYS.findall(text):
                place = (path.relative_to(SOURCE.parent).as_posix(), line)
                found.setdefault(json.loads(f'"{said}"'), []).append(place)
    return found


def of_click() -> Places:
    """What the click that is installed says."""
    found: Places = {word: [("click/core.py", 0)] for word in _COMPUTED}
    for module in _OF_CLICK:
        code = Path(click.__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(code)):
            match node:
                case ast.Call(func=ast.Name("_"), args=[ast.Constant(str(text))]):
                    found.setdefault(text, [(f"click/{module}.py", 0)])
                case ast.Call(
                    func=ast.Name("ngettext"),
                    args=[ast.Constant(str(one)), ast.Constant(str(several)), _],
                ):
                    found.setdefault((one, several), [(f"click/{module}.py", 0)])
    return found


def messages(domain: str) -> Places:
    """All that has to be translated in a domain."""
    match domain:
        case "sopc":
            return dict(templates().items())
        case "help":
            return _of_commands()
        case "manual":
            return _of_the_manual()
        case "desk":
            return _of_the_desk()
        case _:
            return of_click()


DESK_SAYS = re.compile(r"""\bsay\(\s*["']((?:[^"'\\]|\\.)*)["']""")
"""A text that is said, whole in one line."""
DOMAINS = ("sopc", "help", "manual", "desk", "click")


def translations(domain: str) -> dict[Message, str]:
    """Message → translation, as a .po file has them."""
    path = FOLDER / f"{domain}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        read = [each for each in read_po(file, locale="id") if each.id]
    return {_key(each.id): _only(each.string) for each in read}


def sentences(domain: str = "sopc") -> dict[str, str]:
    """The same, of a domain in which nothing is counted."""
    return {each: said for each, said in translations(domain).items() if isinstance(each, str)}


def _key(message: str | list[str] | tuple[str, ...]) -> Message:
    return message if isinstance(message, str) else (message[0], message[1])


def _only(said: str | list[str] | tuple[str, ...] | None) -> str:
    """Indonesian has one form for any number of things."""
    return said if isinstance(said, str) else (said or ("",))[0]


def refresh(domain: str) -> None:
    """Write a .po and its .mo file anew; the same source gives the same bytes."""
    known = translations(domain)
    catalog = Catalog(
        "id",
        header_comment="# What sopc says, in Indonesian. Keys and codes stay as they are.",
        project="sopc",
        version="1",
        creation_date=_DAY,
        revision_date=_DAY,
        msgid_bugs_address="sopc",
        last_translator="sopc",
        language_team="Indonesian",
        fuzzy=False,
    )
    found = messages(domain)
    if domain == "click":  # other versions say it otherwise
        ours = {message for other in DOMAINS if other != domain for message in messages(other)}
        found |= {message: [("click", 0)] for message in known if message not in {*found, *ours}}
    for message, places in found.items():
        said = known.get(message, "")
        catalog.add(message, said if isinstance(message, str) else (said,), locations=places)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{domain}.po").open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=domain == "sopc", include_lineno=False)
    with (FOLDER / f"{domain}.mo").open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    for each in DOMAINS:
        refresh(each)
