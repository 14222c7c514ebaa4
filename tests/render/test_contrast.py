"""Printed colours stand out: text 4.5 times from the darkest ground that it may stand on, rules 3
times from white (WCAG 2, 1.4.3 and 1.4.11)."""

import re

import pytest

from sopc.render.resources import template_folder
from sopc.render.svg import _STYLE

CSS = (template_folder() / "print.css").read_text(encoding="utf-8")
_HEX = r"#([0-9a-f]{6}|[0-9a-f]{3})\b"


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(css: str, pattern: str) -> list[str]:
    found = re.findall(pattern + _HEX, css)
    assert found
    return sorted(set(found))


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("000", "ffffff") == pytest.approx(21)
    assert contrast("777", "fff") == pytest.approx(4.48, abs=0.01)  # its best known near miss


def test_text_stands_out_from_every_ground() -> None:
    darkest = min(["fff", *colours(CSS, "background: ")], key=luminance)
    assert {c: contrast(c, darkest) for c in colours(CSS, r"(?<![-\w])color: ")} == Above(4.5)


def test_rules_stand_out_from_the_page() -> None:
    rules = colours(CSS, r"border(?:-\w+)?: [\d.]+pt \w+ ")
    assert {c: contrast(c, "fff") for c in rules} == Above(3)


def test_lines_of_drawings_stand_out() -> None:
    lines = [c for c in colours(_STYLE, "stroke:") if c != "999"]  # rules of lanes, which only help
    assert {c: contrast(c, "fff") for c in lines} == Above(3)


class Above:
    """Equal to numbers by name that are all at least so high."""

    def __init__(self, least: float) -> None:
        self.least = least

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and all(value >= self.least for value in other.values())

    def __hash__(self) -> int:
        return hash(self.least)

    def __repr__(self) -> str:
        return f"all at least {self.least}"
