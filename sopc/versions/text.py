"""What became of a catalogue, as lines of text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sopc.language import Phrase, Translate
from sopc.safe import safe_line
from sopc.versions.changed_files import Became, ChangedFile


def text_of(changes: Sequence[ChangedFile], say: Translate) -> Iterator[str]:
    """Lines: each SOP and registry with what became of it, and how many SOPs there are of each."""
    for each in changes:
        yield safe_line(say(each.title))
        if each.headline:
            yield safe_line(f"  {say(each.headline)}")
        for change in each.told:
            yield safe_line(f"  {say(change.sentence)}")
    yield summary(changes, say)


def summary(changes: Sequence[ChangedFile], say: Translate) -> str:
    """One line: how many SOPs became what, and whether registries changed."""
    counts = Counter(each.became for each in changes if each.is_sop)
    parts = [_counted(became, counts[became]) for became in Became if counts[became]]
    said = [say(Phrase("SOPs {counts}", counts=", ".join(map(say, parts))))] if parts else []
    others = len(changes) - counts.total()
    if others:
        said.append(say(Phrase("registries and settings changed: {count}", count=others)))
    return "; ".join(said) or say(Phrase("nothing changed"))


def _counted(became: Became, count: int) -> Phrase:
    match became:
        case Became.NEW:
            return Phrase("new: {count}", count=count)
        case Became.REMOVED:
            return Phrase("taken out: {count}", count=count)
        case Became.RETIRED:
            return Phrase("retired: {count}", count=count)
        case Became.RENUMBERED:
            return Phrase("with another number: {count}", count=count)
        case Became.MOVED:
            return Phrase("in another folder: {count}", count=count)
        case Became.CHANGED:
            return Phrase("changed: {count}", count=count)
        case Became.UNPRINTED:
            return Phrase("only with other remarks: {count}", count=count)
