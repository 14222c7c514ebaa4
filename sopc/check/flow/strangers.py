"""Actors that pelaksana.yaml does not define: who may be meant by them, nobody can tell yet."""

from collections.abc import Container

from sopc.catalogue.catalogue import Entry


def has_strangers(entry: Entry, known: Container[str]) -> bool:
    """Whether an SOP has a lane or a doer that is unknown: that is told by its own rule, and what
    lanes and steps lack besides may be nothing but that."""
    doers = (key for step in entry.sop.steps for part in step.parts for key in part.actors)
    return any(key not in known for key in (*entry.sop.lanes, *doers))
