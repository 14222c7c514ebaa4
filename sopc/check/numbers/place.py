"""A number agrees with the unit and section that hold the SOP.

The folder says where an SOP belongs; the number says so too. When they differ, one is wrong, and
the index would list the SOP in another place than its number promises.
Let stand, the SOP is printed where its folder says.

Bad::

    sops/1-sekretariat/2-perencanaan/V.26.1.3.4.yaml   (section 2, number of section 3)

Good::

    sops/1-sekretariat/3-keuangan-dan-aset/V.26.1.3.4.yaml
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Location
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.numbers.of_entries import numbered
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace
from sopc.language import Phrase

CODE = "NUM003"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number whose unit or section is not that of the folder."""
    for entry, scheme, values in numbered(context.catalogue):
        expected = _expected(entry.location)
        wrong = {k: v for k, v in expected.items() if k in values and values[k] != v}
        if wrong:
            said = ", ".join(f"{key} {value}" for key, value in wrong.items())
            message = Phrase(
                "number {number} does not fit its folder, which is {folder}",
                number=entry.sop.number,
                folder=said,
            )
            right = scheme.compose(**{**values, **wrong})
            hint = Phrase(
                "number it {number}, or move the file to the folder of its unit and section",
                number=right,
            )
            place = context.place(entry, "nomor")
            related = tuple(_folder(context, entry.location, key) for key in wrong)
            yield Diagnostic(CODE, message, place, hint, related=related)


def _folder(context: Context, location: Location, key: str) -> RelatedPlace:
    """Where katalog.yaml gives the folder of a unit or a section its number."""
    units = context.catalogue.settings.units
    path: KeyPath = ("unit", units.index(location.unit))
    if key == "seksi" and location.section is not None:
        path = (*path, "seksi", location.unit.sections.index(location.section))
    place = context.root_place(SETTINGS_FILE, *path, "nomor")
    return RelatedPlace(place, Phrase("the folder has its number here"))


def _expected(location: Location) -> dict[str, int]:
    values = {"unit": location.unit.number}
    if location.section is not None:
        values["seksi"] = location.section.number
    return values
