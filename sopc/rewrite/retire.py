"""SOPs that hold no longer: their files become tombstones, and who cites them goes on."""

from collections.abc import Iterator, Mapping, Sequence

from sopc.catalogue.lookup import called, meant
from sopc.changes import Change, KeyPath, Remove
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.given import GivenNumbers
from sopc.rewrite.ground import File, Ground
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.reorganisation import Reorganisation
from sopc.rewrite.tombstone import retired


def retirement(
    ground: Ground, past: GivenNumbers, numbers: Sequence[str], successor: str | None
) -> Reorganisation:
    """The tombstones of some numbers; who cites them is led to the successor, if there is one.

    Raises SopcError for a number that no SOP has; NotPossible where one cannot be retired, or the
    successor is none to work by.
    """
    for number in (*numbers, *([successor] if successor else [])):
        hold_known(ground, number)
    reasons = [
        *(each for number in numbers for each in _not_retired(ground, past, number, successor)),
        *_no_successor(ground, numbers, successor),
    ]
    if reasons:
        raise NotPossible(reasons)
    whole: dict[str, bytes] = {}
    for number in dict.fromkeys(numbers):
        file = ground.by_number[number]
        title = past.given[number].title if number in past.given else str(file.data.get("nama"))
        whole[file.name] = retired(file, title.strip(), successor)
    led: dict[str, set[KeyPath]] = {}
    changes: dict[str, Sequence[Change]] = {}
    for name, file in ground.files.items() if successor else ():
        if name not in whole and file.number != successor and file.kind == "sop":
            led[name], removed = _citing(file, numbers, successor or "")
            changes |= {name: removed} if removed else {}

    def follows(file: File, path: KeyPath) -> bool:
        return any(path[: len(way)] == way for way in led.get(file.name, ()))

    become = {number: successor or number for number in numbers}
    return Reorganisation(ground, become, whole=whole, changes=changes, follows=follows)


def hold_known(ground: Ground, number: str) -> None:
    """Raises SopcError for a number that no SOP has."""
    if number in ground.by_number:
        return
    if called(ground.catalogue, number) is not None:
        raise SopcError(
            Phrase(
                "`{name}` is a draft without a number: write `nomor` into its file, or remove it",
                name=number,
            )
        )
    message = Phrase("no SOP has the number {number}", number=number)
    hint = meant(number, ground.by_number)
    raise SopcError(Phrase("{message}; {hint}", message=message, hint=hint) if hint else message)


def _not_retired(
    ground: Ground, past: GivenNumbers, number: str, successor: str | None
) -> Iterator[Phrase]:
    file = ground.by_number[number]
    if file.status == "dicabut" and successor is None:
        yield Phrase("{number} is retired already", number=number)
    if file.status == "draf" and number not in past.given:
        yield Phrase(
            "{number} is a draft, and was never in force: remove `{file}`",
            number=number,
            file=file.document.file,
        )


def _no_successor(
    ground: Ground, numbers: Sequence[str], successor: str | None
) -> Iterator[Phrase]:
    if successor is None:
        return
    if successor in numbers:
        yield Phrase("{number} replaces itself", number=successor)
    elif ground.by_number[successor].status != "berlaku":
        yield Phrase("the successor {number} is not in force", number=successor)


def _citing(
    file: File, numbers: Sequence[str], successor: str
) -> tuple[set[KeyPath], list[Change]]:
    """The places at which a file names retired SOPs and is led to the successor; and what goes,
    since it would name that twice.

    Who has confirmed that it holds with the retired one has said nothing of the other.
    """
    citations = [*_citations(file)]
    led: set[KeyPath] = {("digantikan",)}
    removed: list[Change] = []
    is_named = any(number == successor for _, number, _ in citations)
    for path, number, is_confirmed in citations:
        if number not in numbers or is_confirmed:
            continue
        if is_named:
            removed.append(Remove(file.document.file, path))
        else:
            led.add(path)
            is_named = True
    return led, removed


def _citations(file: File) -> Iterator[tuple[KeyPath, str, bool]]:
    """Where an SOP cites which others, and whether it says when that was confirmed."""
    said = file.data.get("keterkaitan")
    entries = said if isinstance(said, list) else [said]
    for index, each in enumerate(entries):
        path: KeyPath = ("keterkaitan", index) if isinstance(said, list) else ("keterkaitan",)
        if isinstance(each, str):
            yield path, each.strip(), False
        elif isinstance(each, Mapping) and isinstance(each.get("nomor"), str):
            yield path, str(each["nomor"]).strip(), "dikonfirmasi" in each
