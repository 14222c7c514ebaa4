"""What is printed steers nothing and orders nothing, whatever it quotes."""

import ast
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sopc
from sopc.safe import (
    command_data,
    command_property,
    no_command,
    safe,
    safe_json,
    safe_line,
    safe_markdown,
)

STEERING = (
    "\n", "\r", "\t", "\b", "\0", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202e",
    "\u200b", "\u2066", "\ufeff", "\u00ad", "\U000e0041", "\ud800",
)  # fmt: skip
# as services read a line: the first after white space, the others anywhere in it
ORDERS = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.IGNORECASE)
ORDER = st.sampled_from(
    ["::", ":", "##[", "##VSO[", "##teamcity[", "#", "[", " ", "\r", "\t", "error", *STEERING]
)
HOSTILE = st.one_of(st.text(), st.lists(ORDER).map("".join))


@given(HOSTILE)
def test_a_line_is_one_steers_nothing_and_orders_nothing(text: str) -> None:
    line = safe_line(text)
    assert line.isprintable()
    assert not ORDERS.search(line)
    assert no_command(line) == line
    assert len(safe(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["", "K.1.1.1.1: a", "a ## b", "# [x]", "C::D", "Café → ≤", "10:30"]
)
def test_what_is_harmless_stays(text: str) -> None:
    assert safe_line(text) == text


@given(HOSTILE)
def test_a_command_says_all_and_is_one_line(text: str) -> None:
    data, value = command_data(text), command_property(text)
    assert data.isprintable()
    assert not {":", ","} & set(value)
    for code, sign in {"%2C": ",", "%3A": ":"}.items():
        value = value.replace(code, sign)
    assert value == data
    for code, sign in {"%0A": "\n", "%0D": "\r", "%25": "%"}.items():
        data = data.replace(code, sign)
    assert len(data) == len(text)
    assert all(c == d for c, d in zip(data, text, strict=True) if d.isprintable() or d in "\r\n")


@given(st.recursive(HOSTILE, lambda each: st.lists(each) | st.dictionaries(HOSTILE, each)))
def test_json_loses_nothing_and_orders_nothing(value: object) -> None:
    text = safe_json(value)
    assert json.loads(text) == json.loads(json.dumps(value))
    for line in text.split("\n"):
        assert line.isprintable()
        assert not ORDERS.search(line)


def test_what_is_read_as_markdown_leads_nowhere() -> None:
    assert safe_markdown("[a](http://b)") == "[a\\](http://b)"


def test_only_one_module_writes_to_the_terminal() -> None:
    """Of all others, none calls ``print`` or ``click.echo`` or touches a standard stream but to
    ask something of it."""
    found = set()
    package = Path(sopc.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("print")):
                    found.add(path.relative_to(package).as_posix())
                case ast.Attribute(value=ast.Name("click"), attr="echo" | "secho" | "style"):
                    found.add(path.relative_to(package).as_posix())
                case ast.Attribute(
                    value=ast.Attribute(value=ast.Name("sys"), attr="stdout" | "stderr")
                ):
                    found.add(path.relative_to(package).as_posix())
    assert found == {"cli/streams.py"}
