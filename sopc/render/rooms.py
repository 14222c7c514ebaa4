"""Where an SOP is signed: which signatories have a room on which page, and whose is electronic.

Nobody signs a draft: its rooms say so, and name offices only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Spot
from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory, parts_of
from sopc.render.views import OfficialView, SignatoryView


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms to sign in.

    ``box`` is whom the identity rows name as enacting the SOP, None where that is not known: who
    enacts it signs there, if it is the same. ``below`` are the others, below that page's boxes;
    ``chart`` are all, below the flowchart table. The column for ``initials`` stands in the last
    block that there is.
    """

    box: SignatoryView | None
    below: tuple[SignatoryView, ...]
    chart: tuple[SignatoryView, ...]
    initials: Spot


def rooms_of(catalogue: Catalogue, entry: Entry) -> Rooms:
    """The rooms of an SOP, as its form has them.

    An SOP without a flowchart is signed on its identity page. A field has room in one place only:
    where the form has electronic signatures.
    """
    signature = catalogue.settings.form.signature
    spots: Sequence[Spot] = signature.places if entry.sop.steps else ("identitas",)
    electronic = signature.electronic if entry.sop.steps else "identitas"
    parts, named = parts_of(catalogue, entry), catalogue.enacted_by(entry)
    enacting = [part for part in parts if part.role == "pengesah" and part.official == named][:1]
    others = [part for part in parts if part not in enacting]
    on_identity = "identitas" in spots and electronic == "identitas"
    return Rooms(
        box=_box(catalogue, entry, enacting, spots, electronic),
        below=tuple(_view(catalogue, entry, part, "identitas", electronic) for part in others)
        if on_identity
        else (),
        chart=tuple(_view(catalogue, entry, part, "bagan", electronic) for part in parts)
        if "bagan" in spots
        else (),
        initials="bagan" if "bagan" in spots else "identitas",
    )


def _box(
    catalogue: Catalogue,
    entry: Entry,
    enacting: Sequence[Signatory],
    spots: Sequence[Spot],
    electronic: Spot,
) -> SignatoryView | None:
    named = catalogue.enacted_by(entry)
    if named is None:
        return None
    if "identitas" in spots and enacting:
        return _view(catalogue, entry, enacting[0], "identitas", electronic)
    return SignatoryView(
        field="",
        role="pengesah",
        official=official_of(catalogue, entry, named),
        has_room=False,
        electronic=False,
        stamp=None,
        note="",
    )


def _view(
    catalogue: Catalogue, entry: Entry, part: Signatory, spot: Spot, electronic: Spot
) -> SignatoryView:
    form = catalogue.settings.form
    is_stamped = form.signature.stamp and part.role == "pengesah"
    is_draft = entry.sop.status == "draf"
    is_electronic = spot == electronic and not is_draft
    elsewhere = "" if is_electronic else form.words.elsewhere
    return SignatoryView(
        field=part.field,
        role=part.role,
        official=official_of(catalogue, entry, part.official) if part.official else None,
        has_room=True,
        electronic=is_electronic,
        stamp=form.words.stamp if is_stamped else None,
        note=form.words.draft_room if is_draft else elsewhere,
    )


def official_of(catalogue: Catalogue, entry: Entry, official: Official) -> OfficialView:
    """An official as an SOP's pages name them."""
    words = catalogue.settings.form.words
    return OfficialView.of(official, words, named=entry.sop.status != "draf")
