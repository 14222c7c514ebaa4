"""What the form of an SOP shows of its office: boxes of its own, and what is printed for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sopc.catalogue.boxes import BOXES, Defaults
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.form import BOXES as PRINTED_BOXES
from sopc.catalogue.form import ROWS


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The boxes and rows that an office's form has of its own, by their keys, with what is printed
    for them; and what is printed in a box where an SOP says nothing."""

    own: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue | None, folder: str) -> "OfficeForm":
        """That of a catalogue, for the SOPs in a unit's folder."""
        if catalogue is None:
            return cls()
        form = catalogue.settings.form
        called = {**form.words.rows, **form.words.boxes}
        filled = {*ROWS, *PRINTED_BOXES}
        own = {key: called.get(key, key) for key in form.identity.keys if key not in filled}
        units = [unit for unit in catalogue.settings.units if unit.folder == folder]
        printed = [catalogue.settings.defaults_of(unit) for unit in units[:1]]
        return cls(own, _texts(catalogue, printed[0]) if printed else {})


def _texts(catalogue: Catalogue, defaults: Defaults) -> dict[str, tuple[str, ...]]:
    form, known = catalogue.settings.form, catalogue.regulations

    def title(key: str) -> str:
        return form.cited(known[key]) if key in known else key

    found = {
        key: tuple(map(str, getattr(defaults, name)))
        for name, key in BOXES.items()
        if name != "legal_basis"
    }
    cited = tuple(each.printed(title, form.words.jo) for each in defaults.legal_basis)
    return {**found, "dasar_hukum": cited}
