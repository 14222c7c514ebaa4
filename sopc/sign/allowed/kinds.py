"""What signing brings into a PDF: the kinds of objects, and where fields stand."""

from dataclasses import dataclass
from enum import Enum, auto

from pyhanko.pdf_utils.generic import Reference

FieldBox = tuple[float, float, float, float]
"""Left, lower, right and upper edge on a page, in points."""


class Kind(Enum):
    """What an object is that signing brings or changes."""

    METADATA = auto()
    FORM = auto()
    FIELDS = auto()
    FIELD = auto()
    ON_PAGE = auto()
    TAG = auto()
    TAG_LIST = auto()
    LOCK = auto()
    SIGNATURE = auto()
    PERMISSIONS = auto()
    EXTENSIONS = auto()
    DRAWINGS = auto()
    DRAWING = auto()
    PROOFS = auto()
    PROOF_LIST = auto()
    PROOFS_BY_SIGNATURE = auto()
    PROOFS_OF_ONE = auto()
    PROOF = auto()


SHARED = (Kind.DRAWING, Kind.PROOF, Kind.ON_PAGE)
"""What may be used in more than one place."""
GROWING = (Kind.FORM, Kind.FIELDS, Kind.PROOFS, Kind.PROOF_LIST, Kind.PROOFS_BY_SIGNATURE)
"""What may be written again as anything that it may be at all."""
PROVING = (
    *(Kind.PROOFS, Kind.PROOF_LIST, Kind.PROOFS_BY_SIGNATURE, Kind.PROOFS_OF_ONE, Kind.PROOF),
    Kind.EXTENSIONS,
)
"""What proves signatures for years to come, and names the version that knows of such proofs."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a signature field stands."""

    page: Reference
    box: FieldBox
