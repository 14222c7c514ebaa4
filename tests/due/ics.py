"""A reader of calendars by RFC 5545, strict, which shares nothing with what writes them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Za-z0-9-]+)*):(.*)")
_UNTIL = {"VCALENDAR": ("VERSION", "PRODID"), "VEVENT": ("UID", "DTSTAMP", "DTSTART")}
_TEXTS = ("SUMMARY", "DESCRIPTION", "CATEGORIES", "X-WR-CALNAME")


class Property(NamedTuple):
    parameters: str
    value: str


@dataclass(frozen=True)
class Component:
    """A part of a calendar; by name, its properties' values."""

    kind: str
    properties: dict[str, Property]
    parts: list["Component"]

    def __getitem__(self, name: str) -> str:
        return self.properties[name].value


def read_calendar(data: bytes) -> Component:
    """The calendar. An AssertionError tells what is not as the RFC has it."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert b"\r" not in line
        assert b"\n" not in line
        assert 0 < len(line) <= 75
        line.decode("utf-8")  # no character is parted
    lines: list[str] = []
    for line in physical:
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:].decode("utf-8")
        else:
            lines.append(line.decode("utf-8"))
    rest = [*reversed(lines)]
    assert rest.pop() == "BEGIN:VCALENDAR"
    found = _component("VCALENDAR", rest)
    assert not rest
    assert found.parts, "a calendar holds something"
    return found


def _component(kind: str, rest: list[str]) -> Component:
    found = Component(kind, {}, [])
    while (line := rest.pop()) != f"END:{kind}":
        match = _LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            found.parts.append(_component(value, rest))
            continue
        assert name != "END", line
        assert name not in found.properties, f"{name} stands once"
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if name in _TEXTS:
            value = _unescaped(value)
        found.properties[name] = Property(parameters, value)
    for name in _UNTIL.get(kind, ()):
        assert name in found.properties, f"{kind} has {name}"
    return found


def _unescaped(value: str) -> str:
    said, rest = "", iter(value)
    for sign in rest:
        assert sign not in ";,", "escaped in a text"
        if sign == "\\":
            after = next(rest, "")
            assert after in ("\\", ";", ",", "n", "N"), f"no escape: {after}"
            sign = "\n" if after in "nN" else after
        said += sign
    return said
