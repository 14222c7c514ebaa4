"""An arrow leads to a step that is there.

Targets are steps by their place in the list, from 1, or ``selesai``.

Bad::

    keputusan: {ya: 9, tidak: 3}        # in an SOP of six steps

Good::

    keputusan: {ya: selesai, tidak: 3}
"""

from collections.abc import Iterator

from sopc.catalogue.sop import Target
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace
from sopc.language import Phrase

CODE = "FLW001"
BINDING = "The arrow cannot be drawn."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each target of a decision or of ``lanjut`` that is no step."""
    for entry in context.catalogue.entries:
        count = len(entry.sop.steps)
        for index, step in enumerate(entry.sop.steps):
            named: list[tuple[Target, KeyPath]] = [
                (target, ("langkah", index, "keputusan", label))
                for label, target in (step.decision or {}).items()
            ]
            if step.next is not None:
                named.append((step.next, ("langkah", index, "lanjut")))
            for target, path in named:
                if isinstance(target, int) and not 1 <= target <= count:
                    message = Phrase(
                        "step {step} leads to step {target}, but there are {count}",
                        step=index + 1,
                        target=target,
                        count=count,
                    )
                    hint = Phrase("a number from 1 to {count}, or `selesai`", count=count)
                    last = context.place(entry, "langkah", count - 1)
                    related = RelatedPlace(last, Phrase("the last step"))
                    place = context.place(entry, *path)
                    yield Diagnostic(CODE, message, place, hint, related=(related,))
