"""The exits of a decision have labels that tell them apart.

The label is all that a reader has to choose by. Spaces around it and capitals do not make it
another one.
Let stand, the labels are printed as they are.

Bad::

    keputusan: {ya: 4, Ya: 2}
    keputusan: {"-": 4, tidak: 2}

Good::

    keputusan: {ya: 4, tidak: 2}
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, Place, RelatedPlace
from sopc.language import Phrase

CODE = "FLW011"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each label without a letter or digit, and each that another exit has."""
    for entry in context.catalogue.entries:
        seen: dict[tuple[int, str], Place] = {}
        for step, path in _written(context, entry):
            place = context.place(entry, *path)
            label = str(path[-1]).strip().casefold()
            if not any(letter.isalnum() for letter in label):
                message = Phrase(
                    "an exit of step {step} has no label: `{label}`", step=step, label=label
                )
                yield Diagnostic(CODE, message, place, Phrase("write `ya` or `tidak`"))
            elif (step, label) in seen:
                message = Phrase(
                    "two exits of step {step} are labelled `{label}`", step=step, label=label
                )
                hint = Phrase("give each a label of its own")
                first = RelatedPlace(seen[step, label], Phrase("first given here"))
                yield Diagnostic(CODE, message, place, hint, related=(first,))
            seen.setdefault((step, label), place)


def _written(context: Context, entry: Entry) -> Iterator[tuple[int, KeyPath]]:
    """Each label as written, with its step; once read, those alike but for spaces are one."""
    if not any(step.decision for step in entry.sop.steps):
        return
    for path in context.source_map.files[entry.location.file].paths:
        match path:
            case ("langkah", int(index), "keputusan", str()):
                yield index + 1, path
            case ("langkah", "keputusan", str()):  # a single step, written without a list
                yield 1, path
