"""What is wrong with a catalogue's text, but shows only when it is laid out."""

from sopc.diagnostics import ManualPage, SopcError
from sopc.language import Phrase

TOO_TALL = ManualPage(
    "CTK001",
    """A step's symbols fit on a page.

A row's texts go on over a page break, but its symbols stand together. Found by ``sopc build``,
which prints nothing then.

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


class EngineMissing(SopcError):
    """The page engine cannot be loaded: a system library that it needs is not there."""


class TooTall(SopcError):
    """A step whose symbols no page has room for: the SOP is at fault, not its surroundings.

    ``name`` is the entry's; ``step`` counts from 1.
    """

    def __init__(self, name: str, step: int) -> None:
        super().__init__(
            Phrase(
                "{name}: the symbols of step {step} are taller than a page; split it",
                name=name,
                step=step,
            )
        )
        self.name = name
        self.step = step

    def __reduce__(self) -> tuple[type["TooTall"], tuple[str, int]]:
        return TooTall, (self.name, self.step)  # worker processes send it home


class Unprintable(SopcError):
    """A catalogue with steps that are too tall: all of them."""

    def __init__(self, faults: tuple[TooTall, ...]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults
