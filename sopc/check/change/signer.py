"""Who signs an SOP does not change under its dates.

A page that names today's head of office above the day on which somebody else enacted it says what
never happened. A successor has an entry of their own in pejabat.yaml, with ``menjabat``, and signs
what is enacted from then on; what was enacted before keeps who enacted it. A name that was spelt
wrongly, another title or rank are the same person still.
Found with ``sopc check --since``.

Bad::

    kepala-dinas:                # pejabat.yaml; at the revision that is compared with:
      nama: SITI AMINAH, SE      # SATRIA ALAM, SE, M.Si
      jabatan: Kepala Dinas

Good::

    satria-alam: {nama: 'SATRIA ALAM, SE, M.Si', jabatan: Kepala Dinas}
    siti-aminah: {nama: 'SITI AMINAH, SE', jabatan: Kepala Dinas, menjabat: {dari: 2026-01-12}}
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import OFFICIALS_FILE
from sopc.check.change.comparison import has_later_date, old_dates, under_old_dates
from sopc.check.rule import Context
from sopc.compare.comparison import CatalogueComparison
from sopc.compare.pairing import Pair
from sopc.compare.people import Part, is_other_person, parts_in
from sopc.diagnostics import Diagnostic, KeyPath, Place
from sopc.language import Hint, Phrase

CODE = "CHG010"


class _Cause(NamedTuple):
    """Where it is written that somebody else signs: in a file of the root, or an SOP's own."""

    file: str
    path: KeyPath
    then: Part | None
    now: Part | None


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each place by which SOPs print another signer above the dates they had."""
    if context.compared is None:
        return
    found: defaultdict[tuple[str, KeyPath], dict[str, tuple[_Cause, Entry]]] = defaultdict(dict)
    for then, pair in _to_compare(context, context.compared):
        for cause in _causes(then, context.compared.now, pair):
            file = cause.file or pair.now.location.file
            found[file, cause.path].setdefault(str(pair.number), (cause, pair.now))
    for several in found.values():
        (cause, first), *_ = several.values()
        yield _told(context, cause, first, [entry for _, entry in several.values()])


def _to_compare(
    context: Context, compared: CatalogueComparison
) -> Iterator[tuple[Catalogue, Pair]]:
    """The SOPs in force with the dates that they had when they last were, and their registries."""
    for pair in under_old_dates(context):
        yield compared.then, pair
    for before in compared.in_force_before:
        number = before.entry.sop.number
        now = compared.now.by_number.get(number) if number else None
        if now is not None and not has_later_date(before.entry.sop, now.sop):
            yield before.catalogue, Pair(before.entry, now)


def _causes(earlier: Catalogue, today: Catalogue, pair: Pair) -> Iterator[_Cause]:
    before, after = parts_in(earlier, pair.then), parts_in(today, pair.now)
    for role in before.keys() | after.keys():
        then, now = before.get(role), after.get(role)
        if then is None or now is None:
            where = now or then
            assert where is not None
            yield _Cause(where.file, where.path[:1] if now is None else where.path, then, now)
        elif then.official is None or now.official is None:
            continue  # a key that nobody has is told elsewhere
        elif then.key == now.key:
            if is_other_person(then.official, now.official):
                yield _Cause(OFFICIALS_FILE, (now.key,), then, now)
        elif then.official.printed != now.official.printed:
            own = now if now.file == "" or then.file != "" else then
            yield _Cause(own.file, own.path, then, now)


def _told(context: Context, cause: _Cause, first: Entry, entries: list[Entry]) -> Diagnostic:
    then, now = _name(cause.then), _name(cause.now)
    place = _place(context, cause, first)
    message = Phrase(
        "{count} SOPs name {now} as who signs, above dates from when it was {then}",
        count=len(entries),
        now=now,
        then=then,
    )
    dates = old_dates(context, entries, place)
    return Diagnostic(CODE, message, place, _hint(context, cause), related=dates)


def _place(context: Context, cause: _Cause, entry: Entry) -> Place:
    if cause.file:
        return context.root_place(cause.file, *cause.path)
    return context.place(entry, *cause.path)


def _name(part: Part | None) -> str:
    if part is None:
        return Phrase("nobody")
    return part.official.called if part.official else part.key


def _hint(context: Context, cause: _Cause) -> Hint:
    if cause.file == OFFICIALS_FILE:
        return Phrase(
            "leave `{key}` as it was: a successor is a new entry, with `menjabat`, whom the SOPs "
            "name that they enact",
            key=cause.path[0],
        )
    if cause.then is None or cause.now is None:
        return Phrase("write it as it was, or give the SOPs the day of enactment in `disahkan`")
    if cause.then.key not in context.catalogue.officials:
        return Phrase(
            "bring `{key}` back in pejabat.yaml, and name it here again; SOPs that are enacted "
            "anew say so, with `{role}: {successor}` and the day in `disahkan`",
            key=cause.then.key,
            role=cause.now.role.split()[0],
            successor=cause.now.key,
        )
    if not cause.file:
        return Phrase(
            "write the day of the new enactment in `disahkan`, or name `{key}` again",
            key=cause.then.key,
        )
    return Phrase(
        "name `{key}` again; SOPs that are enacted anew say so, with `{role}: {successor}` and the "
        "day in `disahkan`",
        key=cause.then.key,
        role=cause.now.role.split()[0],
        successor=cause.now.key,
    )
