"""A laid-out page as it was measured; who reads it needs no page engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from sopc.layout.geometry import Rect

NO_FOOT = "no-foot"
"""The id of what has no page number and no code below it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One laid-out page: its size and the rectangles of its elements by id, in CSS pixels."""

    width: float
    height: float
    anchors: Mapping[str, Rect]

    @property
    def has_foot(self) -> bool:
        """Whether page number and code are painted in its foot: not on covers."""
        return NO_FOOT not in self.anchors
