"""How far rendering is, as it is told while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StageWork:
    """How far a stage is: ``done`` of its parts, of which so many are SOPs, are rendered, and so
    many others were in the store."""

    stage: str
    parts: int
    sops: int
    held: int
    done: int = 0


Progress: TypeAlias = Callable[[StageWork], None]
"""Told of work when it begins, and of each part that is done."""
