"""Why a catalogue cannot be rewritten as somebody wishes."""

from collections.abc import Iterable
from pathlib import Path

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.diagnostics import Diagnostic, SopcError
from sopc.language import Phrase
from sopc.load.file_names import printable


class NotPossible(SopcError):
    """The catalogue as it is, or as it would be, stands in the way: why, each in a sentence, and
    what was found in it."""

    def __init__(self, reasons: Iterable[Phrase], found: Iterable[Diagnostic] = ()) -> None:
        self.reasons = tuple(reasons)
        self.found = tuple(found)
        super().__init__(self.reasons[0])


def unusable(root: Path, found: Iterable[Diagnostic]) -> NotPossible:
    """That the katalog.yaml in ``root`` cannot be used, with what of all findings is of it."""
    settings = printable(root / SETTINGS_FILE)
    own = [each for each in found if each.place.file == settings]
    return NotPossible([Phrase("katalog.yaml has errors: mend them first")], own)
