"""What runs untraced while branches are counted, wherever it is called from other tests' subjects.

Before Python 3.14 a tracer that counts branches is called for every line that runs, of whatever
package: a page takes twice as long to lay out, for lines that nobody asked about. The drawing takes
four times as long; that its branches are taken is left to ``tests/layout``.
"""

import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_LONG = {
    "sopc.render.fit": ("draw_all",),
    "sopc.render.plain_table": ("draw",),
    "weasyprint.HTML": ("__init__",),
    "weasyprint.CSS": ("__init__",),
    "weasyprint.document": (
        *("get_all_computed_styles", "build_formatting_structure", "layout_document"),
    ),
    "weasyprint.document.Page": ("__init__", "paint"),
    "jinja2.Environment": ("compile",),
    "pyhanko.pdf_utils.reader.PdfFileReader": ("__init__",),
    "pyhanko.pdf_utils.reader.HistoricalResolver": (
        *("__call__", "get_object", "_load_reverse_xref_cache"),
    ),
    "pyhanko.pdf_utils.generic.IndirectObject": ("get_object",),
    "pyhanko.sign.signers.PdfSigner": ("sign_pdf",),
    "pyhanko.sign.signers.PdfTimeStamper": ("timestamp_pdf",),
    "pyhanko.sign.validation.dss.DocumentSecurityStore": ("as_validation_context",),
}
"""What takes long, by where it is looked up; none of it calls much else of sopc's."""


def leave_out_engines() -> None:
    """Let these functions run untraced from now on."""
    for name, functions in _LONG.items():
        holder = _found(name)
        for function in functions:
            setattr(holder, function, untraced(getattr(holder, function)))


def _found(name: str) -> object:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        module, _, inner = name.rpartition(".")
        return getattr(import_module(module), inner)


def untraced(function: Callable[P, T]) -> Callable[P, T]:
    """A function that runs without the tracer that is at work where it is called."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        tracer = sys.gettrace()
        if tracer is None:
            return function(*args, **kwargs)
        sys.settrace(None)
        try:
            return function(*args, **kwargs)
        finally:
            sys.settrace(tracer)

    return call
