"""Templates: text that is the same each time, or one error; what they are given is not changed.

What a template takes of time and memory is bounded where it is rendered, not here.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from markupsafe import Markup

from sopc.diagnostics import SopcError
from sopc.render.sandbox import FILTERS, Sandbox

_VALUES: dict[str, object] = {
    "a": 1,
    "b": "dua <b> tiga",
    "c": {"d": (1, 2, 3), "e": Markup("<i>x</i>"), "f": None},
    "g": ({"h": "satu", "i": 2.5}, {"h": "dua", "i": 1.5}),
    "j": True,
}
_COSTLY = re.compile(r"\*|range|~|[0-9]{4}|[0-9]e[0-9]|%[0-9]", re.IGNORECASE)
"""How a few letters ask for much: left to those who bound it."""
WORDS = (
    "{{ ", " }}", "{% ", " %}", "{# ", " #}", "-%}", "for x in ", "endfor", "if ", "endif", "else",
    "set ", "macro m(x)", "endmacro", "m(1)", "call m()", "endcall", "block n", "endblock",
    "import",
    "include", "extends", "self", "super()", "loop", "caller", "namespace", "varargs", "kwargs",
    "a", "b", "c.d", "c['e']", "g[0].h", ".items()", "|attr(", ".__class__", ".format(", "|format(",
    "loop.index", "cycle", "import 't' as t", "with context", "recursive", "loop(", "is defined",
    "is sameas", "do ", "filter ", "endfilter", "raw", "autoescape false", "|map(", "|selectattr(",
    "trans", "debug", *(f"|{name}" for name in FILTERS),
)  # fmt: skip
LONGEST = 1024


def seeds() -> Iterator[bytes]:
    yield b"{{ b.split }}{{ c.d|map('upper') }}"
    yield b"{% for x in g %}{{ loop.index }} {{ x.h|upper }}{% endfor %}{{ c.d|join(',') }}"
    yield b"{% macro m(x) %}{{ caller() }}{% endmacro %}{% call m(b) %}{{ a + 1 }}{% endcall %}"
    yield b"{% import 't' as t %}{{ t.k(c.e) }}{% set ns = b.split(' ') %}{{ ns|length }}"
    yield b"{% extends 'u' %}{% block n %}{{ super() }}{{ b|attr('format') }}{% endblock %}"


def run(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    if _COSTLY.search(text):
        return
    templates = {
        "x": text,
        "t": "{% macro k(v) %}[{{ v }}]{% endmacro %}",
        "u": "<{% block n %}awal{% endblock %}>",
    }
    values = deepcopy(_VALUES)
    said = _written(templates, values)
    assert said.isprintable() or not said.startswith("the template x")
    assert values == _VALUES
    assert repr(values) == repr(_VALUES)
    assert " at 0x" not in said.lower() or " at 0x" in text.lower()
    assert "Traceback" not in said or "Traceback" in text
    assert _written(templates, values) == said


def _written(templates: dict[str, str], values: dict[str, object]) -> str:
    try:
        return Sandbox(templates).write("x", values)
    except SopcError as error:
        return str(error)
