"""What is wrong with a catalogue's text, but shows only when it is laid out."""

from sopc.diagnostics import ManualPage, SopcError
from sopc.language import Phrase

TOO_TALL = ManualPage(
    "CTK001",
    """A step fits on a page.

A row of the flowchart table is not split between pages: its symbol and its arrows belong together.
Found by ``sopc build``, which prints nothing then.

Bad::

    langkah:
      - uraian: (sixty lines of text)

Good::

    langkah:
      - uraian: Memeriksa kelengkapan berkas
        keterangan: Rincian pemeriksaan dalam lampiran""",
    binding="The row would run over the edge of the page.",
)


class EngineMissing(SopcError):
    """The page engine cannot be loaded: a system library that it needs is not there."""


class TooTall(SopcError):
    """A step whose row no page has room for: the SOP's texts are at fault, not its surroundings.

    ``name`` is the entry's; ``step`` counts from 1.
    """

    def __init__(self, name: str, step: int) -> None:
        super().__init__(
            Phrase(
                "{name}: step {step} is taller than a page; shorten its texts, or split it",
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
