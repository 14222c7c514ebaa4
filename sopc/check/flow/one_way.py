"""A decision decides: its exits lead to different steps.

When every answer leads to the same step, nothing depends on the answer.

Bad::

    keputusan: {ya: 4, tidak: 4}

Good::

    keputusan: {ya: 4, tidak: 2}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW010"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each decision all of whose exits lead to one place."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            if step.decision is not None and len(set(step.decision.values())) == 1:
                target = next(iter(step.decision.values()))
                message = Phrase(
                    "all exits of step {step} lead to the same place: {target}",
                    step=index + 1,
                    target=target,
                )
                hint = Phrase("correct a target, or make it a plain step with `lanjut`")
                place = context.place(entry, "langkah", index, "keputusan")
                there: tuple[RelatedPlace, ...] = ()
                if isinstance(target, int):
                    goal = context.place(entry, "langkah", target - 1)
                    there = (RelatedPlace(goal, Phrase("they lead here")),)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, there)
