"""A code that is given to two steps, of which one should have that which no step has."""

from collections import Counter

from sopc.catalogue.procedure import Procedure


def mistaken(procedure: Procedure) -> dict[str, str]:
    """The one code that is given twice, with the one to which an exit leads and that no step has.

    Nothing where there are several of either: then nobody can tell which belong together.
    """
    counts = Counter(code for code, _ in procedure.codes())
    twice = [code for code, count in counts.items() if count > 1]
    missing = {
        exit.target
        for position in procedure.positions
        for exit in procedure.exits(position)
        if exit.goal is None and isinstance(exit.target, str)
    }
    return dict(zip(twice, missing, strict=True)) if len(twice) == len(missing) == 1 else {}
