"""Text of unknown origin made safe for where it goes: one function for each kind of reader.

What a catalogue, a template, a signed file or a name on a disk says must not steer a terminal,
reorder or hide what is shown, end a line, or be taken for a command by the service that runs a
build and reads along. DOT, XML and CSV have their own in the one place that writes each.
"""

import json
import re

_UNSHOWN = "\N{REPLACEMENT CHARACTER}"
_MARK = r"#(?=\[|vso\[|teamcity\[)"
"""The second sign of what services look for anywhere in a line: ``##[error]``, ``##vso[…]``."""
_IN_LINE = re.compile(rf"(?P<first>^\s*:)(?=:)|(?P<mark>#)(?={_MARK})", re.IGNORECASE)
_MARKDOWN = str.maketrans({sign: f"&#{ord(sign)};" for sign in '\\`*_{}[]()#+!|~@:.<>&"'})
_IN_JSON = re.compile(rf"(?<=#){_MARK}", re.IGNORECASE)


def safe(text: str) -> str:
    """Text on one line that cannot steer a terminal or reorder what is shown.

    It has as many characters as before, so that carets stay below what they point at.
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _UNSHOWN for c in text)


def safe_line(text: str) -> str:
    """A line of its own: also no service takes it for a command, as in ``::error::…``."""
    return no_command(safe(text))


def no_command(line: str) -> str:
    """A line with a space in what a service would take for a command to it."""
    return _IN_LINE.sub(r"\g<0> ", line)


def command_data(text: str) -> str:
    """What a workflow command of GitHub says: all of it, and no other command."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe(escaped)  # the log is shown on terminals, too


def command_property(text: str) -> str:
    """A property of a workflow command, such as a file's name."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def safe_json(value: object, *, in_one_line: bool = False) -> str:
    """A value as JSON over several lines, as UTF-8 for people; nothing of it is lost."""
    text = json.dumps(value, ensure_ascii=False, indent=None if in_one_line else 1)
    if not text.replace("\n", "").isprintable():
        shown = (c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in text)
        text = "".join(shown)
    return _IN_JSON.sub(r"\\u0023", text)


def safe_markdown(text: str) -> str:
    """Text that a service shows as Markdown: what stands in it leads nowhere."""
    return text.replace("](", "\\](")


def markdown_code(text: str) -> str:
    """Text on one line of Markdown that is shown as it is, in the type of code.

    Each sign that Markdown or HTML might read is written by its number; within ``<code>`` services
    tell nobody that he was mentioned.
    """
    return f"<code>{safe(text).translate(_MARKDOWN)}</code>"
