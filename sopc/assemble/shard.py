"""A shard: one SOP rendered by itself, without page numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    """An SOP's pages as PDF, and its flowchart as SVG where it has one.

    ``name`` is the SOP's number as a file name, or the name of a draft. Links to other SOPs are
    still symbolic (``sop:<number>``).
    """

    name: str
    pdf: bytes
    pages: int
    svg: str | None
