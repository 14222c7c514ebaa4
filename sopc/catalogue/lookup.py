"""An SOP by what a user calls it, and what may be meant by a name that none has."""

from collections.abc import Iterable

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.language import Hint, Phrase, either
from sopc.suggest import did_you_mean

_MOST_OFFERED = 3


def called(catalogue: Catalogue, name: str) -> Entry | None:
    """The SOP of a number, or the draft of a name; one of the file's name, too."""
    for entry in catalogue.entries:
        written = (str(entry.sop.number), entry.name) if entry.sop.number else (entry.name,)
        if name in written:
            return entry
    return None


def names(catalogue: Catalogue) -> list[str]:
    """What the SOPs are called."""
    return [str(entry.sop.number or entry.name) for entry in catalogue.entries]


def meant(name: str, known: Iterable[str]) -> Hint:
    """A hint naming what may be meant: the names that end so, of a few, or the closest one."""
    every = list(known)
    endings = [each for each in every if _ends(each, name)]
    if 0 < len(endings) <= _MOST_OFFERED:
        return Phrase("did you mean {words}?", words=either(f"`{each}`" for each in endings))
    return did_you_mean(name, every)


def _ends(whole: str, ending: str) -> bool:
    """Whether a number ends with some of its parts: ``1.3`` or ``.3`` of ``V.26.1.1.3``."""
    wanted = ending.strip(".-/ ").lower()
    before, end = whole.lower()[: -len(wanted) or None], whole.lower().endswith(wanted)
    return bool(wanted) and end and (not before or not before[-1].isalnum())
