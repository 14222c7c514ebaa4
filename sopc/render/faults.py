"""What is wrong with a catalogue's text, but shows only when it is laid out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from traceback import format_exc
from typing import TypeVar

from sopc.diagnostics import ManualPage, SopcError
from sopc.language import Phrase
from sopc.safe import safe

T = TypeVar("T")

_LONGEST = 200
"""So many letters are told of what the page engine says."""
_FRAMES = 30

TOO_TALL = ManualPage(
    "CTK001",
    """A step's symbols fit on a page.

A row's texts go on over a page break, but its symbols stand together. Found by ``sopc build``,
which prints the other SOPs then, each by itself.

Bad::

    langkah:
      - uraian: Memaraf berkas
        rangkaian: (fifty parts in turn by staf and kepala)

Good::

    langkah:
      - uraian: Memaraf berkas
        pelaksana: [staf, kepala]""",
    binding="The symbols would run over the edge of the page.",
)


OVER = ManualPage(
    "CTK002",
    """What is printed is laid out in 30 seconds and 500 MB.

Each SOP, and each of a book's own pages, is laid out by a process that may take no more than that.
What takes more is left out; the other SOPs are printed, each by itself, and the books are not.
Found by ``sopc build`` and ``sopc flowchart``.

Bad::

    langkah:     # eight thousand of them
      - {uraian: Memaraf berkas, pelaksana: staf}

Good::

    langkah:     # some twenty, and SOPs that cite each other
      - {uraian: Memaraf berkas, pelaksana: staf}
""",
    binding="There is no page to print.",
)
UNUSABLE = ManualPage(
    "CTK003",
    """Templates, the style sheet and pictures make pages.

A catalogue's own templates are run without trusting them: one that fails, asks for what is not in
the catalogue, or writes what cannot be laid out is named. Found by ``sopc build`` and ``sopc
flowchart``, which print what can be printed.

Bad::

    <td colspan="999999999">{{ sop.tilte }}</td>

Good::

    <td colspan="3">{{ sop.title }}</td>
""",
    binding="There is no page to print.",
)
BROKEN = ManualPage(
    "CTK004",
    """A sound SOP is printed.

That one cannot be laid out with the templates of the program is a fault of the program. Please
report it; ``SOPC_DEBUG=1`` in the environment adds what whoever mends it must know.

Bad::

    sops/1-sekretariat/K.1.1.1.yaml     # at which the page engine fails

Good::

    sops/1-sekretariat/K.1.1.1.yaml     # which it lays out
""",
    binding="There is no page to print.",
)


class EngineMissing(SopcError):
    """The page engine cannot be loaded: a system library that it needs is not there."""


class PageFault(SopcError):
    """What is printed is at fault, not what prints it: an SOP's text, a picture, a template.

    ``template`` names the template, and ``line`` where in it, from 1, as far as is known.
    """

    step = 0

    def __init__(self, message: Phrase, template: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.template, self.line = template, line


class Excess(PageFault):
    """More than a page may have; what it says is the end of a sentence."""


class TooTall(PageFault):
    """A step, from 1, whose symbols no page has room for."""

    def __init__(self, step: int) -> None:
        super().__init__(Phrase("the symbols of step {step} are taller than a page", step=step))
        self.step = step


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something has no pages: ``reason`` is a sentence of its own for what is wrong with the
    material, otherwise the end of one.

    ``step`` (from 1) is the one that is too tall; ``template`` and ``line`` are where the fault is,
    as far as is known; ``trace`` is for whoever mends the program.
    """

    kind: "FaultKind"
    reason: Phrase
    step: int = 0
    template: str = ""
    line: int = 0
    trace: str = ""

    def of(self, template: str) -> "Fault":
        """The same, of a template unless another is known to be at fault."""
        return replace(self, template=self.template or template)


class FaultKind(StrEnum):
    """What ``Fault.reason`` says: what is wrong with what is printed; over which limit it is; or
    what went wrong inside."""

    MATERIAL = "material"
    LIMIT = "limit"
    INSIDE = "inside"


def attempted(work: Callable[[], T], template: Callable[[], str] = str) -> T | Fault:
    """What comes of laying something out, or why nothing does. ``template`` tells the last that
    was used.

    The page engine was not made for what strangers may write, and raises anything: this is the one
    place that catches it. Memory that ends is left to whoever can end the process, too; and what is
    wrong with the program's surroundings ends the run. Raises SopcError, MemoryError.
    """
    try:
        return work()
    except PageFault as fault:
        named = fault.template or template()
        kind = FaultKind.LIMIT if isinstance(fault, Excess) else FaultKind.MATERIAL
        return Fault(kind, fault.message, fault.step, named, fault.line)
    except (SopcError, MemoryError):
        raise
    except Exception as error:
        said = safe(f"{type(error).__name__}: {error}"[:_LONGEST])
        reason = Phrase("it fails ({error})", error=said)
        trace = format_exc(limit=-_FRAMES)
        return Fault(FaultKind.INSIDE, reason, 0, template(), 0, trace)
