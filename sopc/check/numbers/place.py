"""A number agrees with the unit and section that hold the SOP.

The folder says where an SOP belongs; the number says so too. When they differ, one is wrong, and
the index would list the SOP in another place than its number promises.
Let stand, the SOP is printed where its folder says.

Bad::

    sops/1-sekretariat/2-perencanaan/V.26.1.3.4.yaml   (section 2, number of section 3)

Good::

    sops/1-sekretariat/3-keuangan-dan-aset/V.26.1.3.4.yaml
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sopc.catalogue.catalogue import Entry, Location
from sopc.catalogue.number import NumberScheme, SopNumber
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.numbers.of_entries import by_file_name, folder_values, numbered
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, KeyPath, RelatedPlace
from sopc.language import Phrase

CODE = "NUM003"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number whose unit or section is not that of the folder."""
    every = [(entry, scheme, values) for entry, scheme, values in numbered(context.catalogue)]
    inside = Counter(folders for entry, _, _ in every for folders in set(_folders(entry.location)))
    wrong = [_Misplaced(entry, scheme, values) for entry, scheme, values in every]
    wrong = [each for each in wrong if each.expected]
    alike = Counter(each.slip for each in wrong)
    taken = _Taken({str(entry.sop.number) for entry, _, _ in every} | context.unread.sops)
    for each in wrong:
        most = 2 * alike[each.slip] > inside[each.folder] > 2
        yield _found(context, each, taken, is_folder_wrong=most)


class _Misplaced:
    """An SOP, its number's values, and what its folder would have in their place, if anything."""

    def __init__(self, entry: Entry, scheme: NumberScheme, values: dict[str, int]) -> None:
        folder = folder_values(entry)
        self.entry, self.scheme, self.values = entry, scheme, values
        self.expected = {k: v for k, v in folder.items() if k in values and values[k] != v}

    @property
    def slip(self) -> tuple[object, ...]:
        """The folder, and what the number says instead of what."""
        said = tuple((key, self.values[key], value) for key, value in self.expected.items())
        return (*self.folder, said)

    @property
    def folder(self) -> tuple[str, str]:
        """The folder whose number is another: of the unit, or of the section."""
        unit, section = _folders(self.entry.location)
        return section if "seksi" in self.expected else unit

    def right(self, taken: "_Taken") -> str:
        """The number that fits the folder and is not taken: with its own end, or the next."""
        values = self.values | self.expected
        right = self.scheme.compose(**values)
        if taken.holds(right):
            right = taken.next_free(self.scheme, values)
        taken.numbers.add(right)
        return right


@dataclass(frozen=True, slots=True)
class _Taken:
    """Numbers that are given, or are names of files; and from where on free ones are looked for."""

    numbers: set[str]
    begin: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def holds(self, number: str) -> bool:
        return number in self.numbers or SopNumber((), number).file_stem in self.numbers

    def next_free(self, scheme: NumberScheme, values: dict[str, int]) -> str:
        """The first that nothing has, of those that differ in the end only."""
        series = (scheme.pattern, *(item for item in values.items() if item[0] != "urut"))
        while True:
            self.begin[series] += 1
            number = scheme.compose(**values | {"urut": self.begin[series]})
            if not self.holds(number):
                return number


def _found(
    context: Context, each: _Misplaced, taken: _Taken, *, is_folder_wrong: bool
) -> Diagnostic:
    said = ", ".join(f"{key} {value}" for key, value in each.expected.items())
    message = Phrase(
        "number {number} does not fit its folder, which is {folder}",
        number=each.entry.sop.number,
        folder=said,
    )
    hint = Phrase(
        "number it {number}, or move the file to the folder of its unit and section",
        number=by_file_name(context.catalogue, each.entry) or each.right(taken),
    )
    place = context.place(each.entry, "nomor")
    related = tuple(_folder(context, each.entry.location, key) for key in each.expected)
    cause = None
    if is_folder_wrong:
        cause = CommonCause(
            str(each.slip),
            Phrase("the numbers in this folder do not fit it: it is {folder}", folder=said),
            Phrase("give the folder in katalog.yaml the number that its SOPs have"),
        )
    return Diagnostic(CODE, message, place, hint, related=related, cause=cause)


def _folders(location: Location) -> tuple[tuple[str, str], tuple[str, str]]:
    """The folders that an SOP is in: of the unit, and of the section, if there is one."""
    unit = location.unit.folder
    return (unit, ""), (unit, location.section.folder if location.section else "")


def _folder(context: Context, location: Location, key: str) -> RelatedPlace:
    """Where katalog.yaml gives the folder of a unit or a section its number."""
    units = context.catalogue.settings.units
    path: KeyPath = ("unit", units.index(location.unit))
    if key == "seksi" and location.section is not None:
        path = (*path, "seksi", location.unit.sections.index(location.section))
    place = context.root_place(SETTINGS_FILE, *path, "nomor")
    return RelatedPlace(place, Phrase("the folder has its number here"))
