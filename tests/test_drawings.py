"""Drawings of usual programs are printed; what would never end, or leads elsewhere, is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.limits import DEPTH, ELEMENTS, WORK
from sopc.pictures.examine import examined

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, more: str = "") -> bytes:
    return f"<svg {NAMES} {more}>{inside}</svg>".encode()


def wrong(data: bytes) -> str:
    found, _ = examined(".svg", data)
    return "" if found is None else found.reason


SAMPLES = Path(__file__).parent / "data" / "drawings"
"""Written by hand as programs write them."""
USUAL = {
    **{path.stem: path.read_bytes() for path in sorted(SAMPLES.glob("*.svg"))},
    "a coat of arms, traced": drawing('<path d="M0 0' + "c1.25-2.5 3 4 5.5-6" * 8000 + 'z"/>'),
    "a map of 3,000 parts": drawing(
        '<path style="fill:#ffa;stroke:#000" d="M0 0L3 3 4 4z"/>' * 3000
    ),
    "byte order mark": b"\xef\xbb\xbf" + drawing(""),
    "Latin-1": b'<?xml version="1.0" encoding="iso-8859-1"?><svg><title>caf\xe9</title></svg>',
    "no box": drawing("<rect/>"),
}


@pytest.mark.parametrize("name", USUAL)
def test_what_usual_programs_draw_is_printed(name: str) -> None:
    assert wrong(USUAL[name]) == ""


def nested(tag: str, ring: str, count: int = 30) -> str:
    """So many elements, each of which refers twice to the next."""
    parts = (f'<{tag} id="a{i}">{ring.format(i + 1) * 2}</{tag}>' for i in range(count))
    return "".join(parts) + f'<{tag} id="a{count}"><rect/></{tag}>'


MUCH = "it takes too much work to draw"
ENDLESS = "it refers to itself, without end"
DEEP = f"its elements are more than {DEPTH} deep"
LONG = '<path d="M0 0' + "h1" * 3000 + '" {}/>'
MANY = "<rect/>" * 2000
MARKER = f'<marker id="m">{"<rect/>" * 100}</marker>'
PATTERN = f'<pattern id="p">{"<rect/>" * 100}</pattern>'
LONG_PATH = f'<path d="M0 0{"l1 1" * 200_000}"/>'
BOMBS = {
    "uses of uses": (nested("g", '<use xlink:href="#a{}"/>'), MUCH),
    "patterns in patterns": (
        nested("pattern", '<rect fill="url(#a{})"/>') + '<rect fill="url(#a0)"/>',
        MUCH,
    ),
    "masks in masks": (
        nested("mask", '<rect mask="url(#a{})"/>') + '<rect mask="url( &quot;#a0&quot; )"/>',
        MUCH,
    ),
    "a mask without url": (f'<mask id="m">{MANY}</mask>' + '<rect mask="#m"/>' * 100, MUCH),
    "clips": (
        f'<clipPath id="c">{MANY}</clipPath>' + '<rect style="clip-path:url(#c)"/>' * 100,
        MUCH,
    ),
    "markers": (MARKER + LONG.format('marker-mid="url(#m)"'), MUCH),
    "markers by styles": (
        "<style>.a{marker:url(#m)}</style>" + MARKER + LONG.format('class="a"'),
        MUCH,
    ),
    "markers by any styles": (
        "<style>svg > path{marker:url(#m)}</style>" + MARKER + LONG.format(""),
        MUCH,
    ),
    "what a group hands on": (f'{PATTERN}<g fill="url(#p)">{MANY}</g>', MUCH),
    "what a use hands on": (
        f'<defs>{PATTERN}<g id="x">{MANY}</g></defs><use href="#x" fill="url(#p)"/>',
        MUCH,
    ),
    "names as the engine reads them": (
        f'<pattern id="a) url(#b">{MANY}</pattern>' + '<rect fill="url(#a) url(#b) red"/>' * 100,
        MUCH,
    ),
    "a long path": (LONG_PATH, MUCH),
    "a run of coordinates": ('<path d="M0 0' + " 1 1" * 140_000 + '"/>', MUCH),
    "a long text": (f"<text>{'a' * 100_000}</text>", MUCH),
    "letters on a path": (
        '<path id="c" d="M0 0'
        + "h1" * 3000
        + '"/><text><textPath href="#c">'
        + "a" * 1000
        + "</textPath></text>",
        MUCH,
    ),
    "measured again and again": ('<g opacity=".9">' * 90 + MANY + "</g>" * 90, MUCH),
    "all referred to": ("".join(f'<g id="a{i}"/><use href="#a{i}"/>' for i in range(3000)), MUCH),
    "stops": (
        '<linearGradient id="g">'
        + "<stop/>" * 5000
        + "</linearGradient>"
        + '<rect fill="url(#g)"/>' * 100,
        MUCH,
    ),
    "rules for all": (f"<style>{'*{fill:red}' * 3000}</style>{MANY}", MUCH),
    "a long style sheet": (f"<style>{'{' * 5_000_000}</style>", MUCH),
    "selectors": (f"<style>{'a,' * 90_000}a{{x:y}}</style>" + "<a/>" * 500, MUCH),
    "attributes handed on": (
        "<g " + " ".join(f'a{i}=""' for i in range(20_000)) + f">{MANY}</g>",
        MUCH,
    ),
    "itself": ('<g id="a"><use href="#a"/></g>', ENDLESS),
    "each other": ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', ENDLESS),
    "a pattern of itself": (
        '<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>',
        ENDLESS,
    ),
    "a pattern handed to itself": (
        '<g fill="url(#p)"><pattern id="p"><rect/></pattern><rect/></g>',
        ENDLESS,
    ),
    "elements": ("<g/>" * ELEMENTS, f"it has more than {ELEMENTS} elements"),
    "depth": ("<g>" * DEPTH + "</g>" * DEPTH, DEEP),
    "depth of uses": (
        "".join(f'<g id="a{i}"><use href="#a{i + 1}"/></g>' for i in range(200)),
        DEEP,
    ),
    "depth of uses, from the end": (
        "".join(f'<g id="a{i}"><use href="#a{i - 1}"/></g>' for i in range(200)),
        DEEP,
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_never_end_is_refused(name: str) -> None:
    inside, reason = BOMBS[name]
    assert wrong(drawing(inside)) == reason


ELSEWHERE = {
    '<image href="cap.png"/>': "it shows another picture within",
    '<image xlink:href="data:image/png;base64,AAAA"/>': "it shows another picture within",
    '<filter><feImage href="#a"/></filter>': "it shows another picture within",
    '<use href="file:///etc/passwd#a"/>': "it asks for `file:///etc/passwd#a`",
    '<use href=" lain.svg#a"/>': "it asks for `lain.svg#a`",
    '<rect fill="url(http://127.0.0.1:9/x#a)"/>': "it asks for `http://127.0.0.1:9/x#a`",
    '<rect fill="URL( \'x\' )"/>': "it asks for `x`",
    '<rect fill="url()"/>': "it asks for ``",
    '<rect style="fill:url(x)"/>': "it asks for `x`",
    "<style>.a{fill:url(x)}</style>": "it asks for `x`",
    "<style>@import 'x';</style>": "its styles ask for other styles",
    "<style>@FONT-FACE{src:url(#x)}</style>": "its styles ask for other styles",
    "<style>.a{fill:u\\72l(x)}</style>": "its styles have signs",
    '<rect style="fill:u\\72l(#a)"/>': "its styles have signs",
    f'<rect style="fill:{"(" * 60}"/>': "its styles have signs",
    '<rect width="nan"/>': "`width` has a number",
    '<path d="M0 0L1e999 0"/>': "`d` has a number",
    '<rect x="12345678901"/>': "`x` has a number",
    '<radialGradient spreadMethod="repeat"/>': "it has a gradient that is repeated",
    "<g>": "it is no well-formed XML: mismatched tag",
    "&a;": "it is no well-formed XML: undefined entity",
    '<x:g/>': "it is no well-formed XML: unbound prefix",
}  # fmt: skip


@pytest.mark.parametrize("inside", ELSEWHERE)
def test_what_leads_elsewhere_is_refused(inside: str) -> None:
    assert wrong(drawing(inside)).startswith(ELSEWHERE[inside])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is no well-formed XML: no element found"),
        (b"<html/>", "it is no drawing: it begins with `html`"),
        (b"\x89PNG\r\n\x1a\n", "it is no well-formed XML"),
        (b'<?xml version="1.0" encoding="tidak"?><svg/>', "it has an unknown encoding"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "it declares types or entities"),
        (
            b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg>&a;</svg>',
            "it has an unknown entity `a`",
        ),
        (drawing("", 'viewBox="0 0 0 9"'), "its `viewBox` is not four numbers"),
        (drawing("", 'viewBox="0 0 9"'), "its `viewBox` is not four numbers"),
        (drawing("", 'viewBox="a b c d"'), "its `viewBox` is not four numbers"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes, reason: str) -> None:
    assert wrong(data).startswith(reason)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("<svg>\n<title>é</title><image href='x'/>\n</svg>", 2, 17),
        ("<svg>\r\n\r\n  <image href='x'/></svg>", 3, 3),
        ("<svg>\n  <style>\n@import 'x';</style></svg>", 2, 3),
        ("<svg>\n  <g>\n</svg>", 3, 3),
        ("<svg>\n <g id='a'>\n  <use href='#a'/></g></svg>", 2, 2),
    ],
)
def test_the_place_is_told(text: str, line: int, column: int) -> None:
    found, points = examined(".svg", text.encode())
    assert found is not None
    assert (found.line, found.column, points) == (line, column, 0)


def test_references_cost_as_often_as_they_are_drawn() -> None:
    """A drawing just below the limit passes; once more the same, and it does not."""
    part = '<g id="a">' + "<rect/>" * 100 + "</g>"
    most = WORK // (100 * 15)
    assert wrong(drawing(part + '<use href="#a"/>' * (most * 9 // 10))) == ""
    assert wrong(drawing(part + '<use href="#a"/>' * most)) == MUCH


SIGNS = st.sampled_from(
    [
        "<g>", "</g>", "<use href='#a'/>", "<g id='a'>", "<path d='", "'/>", "M0 0", "l1 1", "&",
        "<!--", "-->", "<![CDATA[", "]]>", "<style>", "</style>", ".a{fill:url(#a)}", "url(", "é",
        "\\", "\0", " ", "<text>", "a",
    ]
)  # fmt: skip


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_whatever_it_holds_is_told(inside: str) -> None:
    found, _ = examined(".svg", drawing(inside))
    assert found is None or found.line >= 1


@pytest.mark.parametrize("suffix", [".gif", "", ".SVG"])
def test_other_endings_are_no_pictures(suffix: str) -> None:
    with pytest.raises(ValueError, match=f"^{suffix}$"):
        examined(suffix, b"")
