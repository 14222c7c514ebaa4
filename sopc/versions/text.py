"""What became of a catalogue, as lines of text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sopc.language import Phrase, Translate
from sopc.safe import safe_line
from sopc.versions.changed_files import Became, ChangedFile
from sopc.versions.revisions import SopRevision


def text_of(
    changes: Sequence[ChangedFile], say: Translate, *, verbose: bool = False
) -> Iterator[str]:
    """Lines: each SOP and registry with what became of it, and how many SOPs there are of each.

    What stands on no page is counted; ``verbose``, told.
    """
    for each in changes:
        if verbose or each.became is not Became.UNPRINTED:
            yield safe_line(say(each.title))
            yield from _told(each, say, verbose=verbose)
    yield summary(changes, say)


def text_of_revisions(
    revisions: Sequence[SopRevision], say: Translate, *, verbose: bool = False
) -> Iterator[str]:
    """Lines: what the SOP is called, each revision with its day, who made it and why, and what it
    changed."""
    yield safe_line(say(revisions[0].changed.title))
    for each in revisions:
        at = each.described
        if each.commit is None or at is None:
            yield say(Phrase("not committed yet")) if each.commit is None else each.commit
        else:
            yield safe_line(f"{at.day}  {at.author}: {at.subject} ({each.commit[:10]})")
        yield from _told(each.changed, say, verbose=verbose)


def _told(changed: ChangedFile, say: Translate, *, verbose: bool) -> Iterator[str]:
    if changed.headline:
        yield safe_line(f"  {say(changed.headline)}")
    for change in changed.told:
        if verbose or change.is_printed:
            yield safe_line(f"  {say(change.sentence)}")
    if not verbose and changed.became is not Became.UNPRINTED and changed.unprinted:
        yield f"  {say(left_out(changed))}"


def left_out(changed: ChangedFile) -> Phrase:
    """How much of a change is not told, since it stands on no page."""
    return Phrase("changes of remarks that are not printed: {count}", count=changed.unprinted)


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
