"""The exits of a decision have labels that tell them apart.

The label is all that a reader has to choose by. Spaces around it, capitals and italics do not make
it another one. An exit may have none; a sign in its place says nothing.
Let stand, the labels are printed as they are.

Bad::

    keputusan: {ya: 4, Ya: 2}
    keputusan: {"-": 4, tidak: 2}

Good::

    keputusan: {ya: 4, tidak: 2}
    keputusan: {"": 4, tidak: 2}
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.procedure import Position, Procedure
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, Place, RelatedPlace
from sopc.language import Phrase
from sopc.markup.words import as_words, one_line

CODE = "FLW011"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each label of signs only, and each that another exit has."""
    for entry in context.catalogue.entries:
        seen: dict[KeyPath, Place] = {}
        for step, path in _written(context, entry):
            place = context.place(entry, *path)
            label = one_line(as_words(str(path[-1]))).casefold()
            own = (*path[:-1], label)
            if label and not says_something(label):
                message = Phrase(
                    "an exit of step {step} has no label: `{label}`", step=step, label=label
                )
                yield Diagnostic(CODE, message, place, Phrase("write `ya` or `tidak`"))
            elif own in seen:
                message = Phrase(
                    "two exits of step {step} are labelled `{label}`", step=step, label=label
                )
                hint = Phrase("give each a label of its own")
                first = RelatedPlace(seen[own], Phrase("first given here"))
                yield Diagnostic(CODE, message, place, hint, related=(first,))
            seen.setdefault(own, place)


def says_something(label: str) -> bool:
    """Whether a label is more than signs."""
    return any(letter.isalnum() for letter in label)


def _written(context: Context, entry: Entry) -> Iterator[tuple[str, KeyPath]]:
    """Each label as written, with its step; once read, those alike but for spaces are one."""
    procedure = Procedure(entry.sop)
    if not any(procedure.part(position).decision for position in procedure.positions):
        return
    for path in context.source_map.files[entry.location.file].paths:
        match path:
            case ("langkah", *inner, "keputusan", str()):
                # a single step is written without a list
                row = inner.pop(0) if inner and isinstance(inner[0], int) else 0
                part = inner[-1] if inner else 0
                yield name_of(procedure, Position(int(row), int(part))), path
