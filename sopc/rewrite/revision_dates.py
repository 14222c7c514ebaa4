"""The day of a revision: which SOPs need it, and where the form has it."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sopc import pipeline
from sopc.catalogue.key_order import SOP
from sopc.changes import Replace
from sopc.check.change import revision_date
from sopc.edit.judging import told
from sopc.edit.surgery import edits_of, put_after
from sopc.load.file_names import printable
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.ground import File
from sopc.rewrite.proposal import checked_with
from sopc.rewrite.reorganisation import Amendment, Reorganisation, Rewritten, rewritten

_KEY = "direvisi"


def undated(
    after: pipeline.Checked, known: Container[tuple[str, str, str]] = frozenset()
) -> frozenset[str]:
    """The files, by the names that places have, of which a check asks for a later day of revision,
    but for what is ``known``: findings as they are told, from before."""
    return frozenset(
        each.place.file
        for each in after.diagnostics
        if each.code == revision_date.CODE and told(each) not in known
    )


def revised_on(file: File, day: date) -> Amendment | None:
    """What makes a day the one of the last revision; None where the file has no place for it."""
    said = day.isoformat()
    old = file.data.get(_KEY)
    if _KEY in file.data:
        assert old is None or isinstance(old, str | int | float | bool)
        change = Replace(file.document.file, (_KEY,), old, said)
        return Amendment(edits_of(file.document, change), partial(_with, said))
    for key in reversed(SOP[: SOP.index(_KEY)]):
        edits = put_after(file.document, (key,), _KEY, said) if key in file.data else ()
        if edits:
            return Amendment(edits, partial(_after, key, said))
    return None


def _with(said: str, value: YamlValue) -> YamlValue:
    assert isinstance(value, dict)
    return {**value, _KEY: said}


def _after(before: str, said: str, value: YamlValue) -> YamlValue:
    assert isinstance(value, dict)
    found: dict[str, YamlValue] = {}
    for key, each in value.items():
        found[key] = each
        if key == before:
            found[_KEY] = said
    return found


@dataclass(frozen=True, slots=True)
class Dated:
    """What was made of a catalogue, and what a check found without and with it, where one was."""

    made: Rewritten
    before: pipeline.Checked | None = None
    after: pipeline.Checked | None = None


def dated(plan: Reorganisation, today: date, day: date, since: str | None) -> Dated:
    """A plan's bytes, with the day of the revision in SOPs whose printed words it changes.

    ``today`` is the day on which the catalogue is checked. Raises SopcError as ``check`` does.
    """
    made = rewritten(plan)
    if since is None or not made.proposal.after:
        return Dated(made)
    root = plan.ground.root
    before = pipeline.check(root, today, since=since)
    after = checked_with(root, today, made.proposal, since)
    asked = undated(after, {made.as_now(each) for each in before.diagnostics})
    amended = dict(plan.amended)
    for file in plan.ground.files.values():
        name = printable(root / plan.names.get(file.name, file.name))
        there = revised_on(file, day) if name in asked else None
        if there is not None:
            amended[file.name] = (*amended.get(file.name, ()), there)
    if amended == plan.amended:
        return Dated(made, before, after)
    return Dated(rewritten(replace(plan, amended=amended)), before)
