"""A laid-out page as it was measured; who reads it needs no page engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from sopc.layout.geometry import Rect


@dataclass(frozen=True, slots=True)
class Sheet:
    """One laid-out page: its size and the rectangles of its elements by id, in CSS pixels."""

    width: float
    height: float
    anchors: Mapping[str, Rect]
