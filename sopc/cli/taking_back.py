"""What commands that change files say at their end: how that is taken back."""

import shlex
from pathlib import Path

from sopc.cli.streams import tell
from sopc.diagnostics import SopcError
from sopc.edit.undoing import take_back
from sopc.language import Phrase, Translate

USUAL = Path("sops")


def tell_undo(say: Translate, sops: Path) -> None:
    """Say that ``sopc undo`` takes back what was just written, where it can."""
    try:
        take_back(sops)
    except SopcError:
        return
    tell(say(Phrase("`{command}` takes this back", command=f"sopc undo{where(sops)}")), err=True)


def where(sops: Path) -> str:
    """The words that lead a command to a catalogue; none to the usual folder."""
    return "" if sops == USUAL else f" --sops {shlex.quote(str(sops))}"
