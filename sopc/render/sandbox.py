"""Jinja2 for templates that nobody has read: they compute with what they are given, nothing else.

Jinja2's own sandbox refuses names that begin with an underscore and lets all others be. Here it is
the other way round: only what is listed can be reached or called.
"""

import re
from collections.abc import Mapping
from traceback import walk_tb
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from markupsafe import Markup

from sopc.language import Phrase
from sopc.render.bounds import bounded_text
from sopc.render.faults import Excess, PageFault
from sopc.render.filters import part_words
from sopc.render.headings import in_lines
from sopc.render.views import PLAIN
from sopc.safe import safe

FILTERS = (
    "abs", "batch", "capitalize", "center", "default", "e", "escape", "first", "float", "groupby",
    "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice",
    "sort", "string", "striptags", "sum", "title", "trim", "truncate", "unique", "upper",
    "wordcount", "wordwrap",
)  # fmt: skip
"""Those of Jinja2's filters that give the same words every time and cannot reach behind a value."""

_TEXT = frozenset(
    (
        "capitalize", "center", "count", "endswith", "find", "isdigit", "join", "ljust", "lower",
        "lstrip", "removeprefix", "removesuffix", "replace", "rjust", "rsplit", "rstrip", "split",
        "splitlines", "startswith", "strip", "title", "upper", "zfill",
    )
)  # fmt: skip
_LOOP_CALLS = frozenset(("changed", "cycle"))
_LOOP = _LOOP_CALLS | {
    "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
    "revindex", "revindex0",
}  # fmt: skip
_ATTRIBUTES: Mapping[type, frozenset[str]] = {
    str: _TEXT,
    Markup: _TEXT,
    LoopContext: _LOOP,
    BlockReference: frozenset(["super"]),
}
_METHODS: Mapping[type, frozenset[str]] = {str: _TEXT, Markup: _TEXT, LoopContext: _LOOP_CALLS}
_CALLABLES = (Macro, BlockReference, LoopContext)
_PRINTED = (*PLAIN, TemplateModule, StrictUndefined)
_ADDRESS = re.compile(r"(?:<|&lt;)[^<>&]{1,200} at 0x[0-9a-f]+(?:>|&gt;)", re.IGNORECASE)
"""What Python says of a function. Filters and operators print it without asking ``_printable``."""
_LONGEST = 300
"""So many letters of what a failure says are told."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Runs some templates, by name. Of a dictionary, a name is a key and never a method."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        super().__init__(
            loader=FunctionLoader(lambda name: _source(templates, name)),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        own = {"in_lines": in_lines, "part_words": part_words}
        self.filters = {name: self.filters[name] for name in FILTERS} | own
        self.globals = {"range": safe_range}
        self._names = frozenset(templates)

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """What a template makes of some plain values. Raises PageFault when it fails.

        The form is known in macros too, wherever they are imported.
        """
        shared = {"form": values["form"]} if "form" in values else {}
        try:
            pieces = self.get_template(template, globals=shared).generate(values)
            written = bounded_text(pieces)
            written.encode("utf-8")  # half a sign has none
        except Excess:
            raise
        except Exception as error:  # an office's template may do anything
            place, line = self._place(template, error)
            raise PageFault(self._failure(place, line, error), place, line) from None
        if _ADDRESS.search(written):
            raise PageFault(_unusable(template, Phrase("it prints a function")), template)
        return written

    def _failure(self, name: str, line: int, error: Exception) -> Phrase:
        place = f"{name}:{line}" if line else name
        if isinstance(error, TemplateNotFound):
            return Phrase(
                "the template {template} asks for `{name}`, which is no template of this catalogue",
                template=place,
                name=_told(str(error.name)),
            )
        said = error.message if isinstance(error, TemplateSyntaxError) else str(error)
        reason = _told(said or "") or type(error).__name__  # MemoryError says nothing
        return _unusable(place, reason)

    def _place(self, template: str, error: Exception) -> tuple[str, int]:
        """Where a template failed: its name, and the line, as far as is known."""
        if isinstance(error, TemplateSyntaxError):
            return _told(error.name or template), error.lineno
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        places = [(_told(name), line) for name, line in frames if name in self._names]
        return places[-1] if places else (template, 0)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template gets for ``obj.attribute``."""
        if type(obj) is dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Undefined) or self.is_safe_attribute(obj, attribute, None):
            return super().getattr(obj, attribute)
        if hasattr(type(obj), attribute):  # asked of the type: that computes no property
            return self.unsafe_undefined(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a template gets for ``obj[argument]``: for a name, the same as for an attribute."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute: one of a few of a few types."""
        if type(obj) in (TemplateModule, TemplateReference):  # macros and blocks, under any name
            return super().is_safe_attribute(obj, attr, value)
        return attr in _ATTRIBUTES.get(type(obj), ())

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: what Jinja2 makes of templates, ``range``, and
        the methods that it may have."""
        if obj is safe_range or type(obj) in _CALLABLES or isinstance(obj, Undefined):
            return True  # calling an undefined name says so
        methods = _METHODS.get(type(getattr(obj, "__self__", None)), ())
        return getattr(obj, "__name__", "") in methods


def _unusable(template: str, reason: str) -> Phrase:
    return Phrase(
        "the template {template} cannot be used: {error}", template=template, error=reason
    )


def _printable(value: object) -> object:
    """What is printed of a value: of a function or generator it would be its address in memory,
    which is another one every time."""
    if type(value) not in _PRINTED:
        raise TypeError(f"a {type(value).__name__} cannot be printed")
    return value


def _told(text: str) -> str:
    """Text of unknown origin on one line of a terminal."""
    return safe(" ".join(text.split())[:_LONGEST])


def _source(templates: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """A template's text and its file's name, by which errors know where they are."""
    return (templates[name], name, None) if name in templates else None
