"""A change that a page asks for → the bytes that the file is to have."""

from collections.abc import Callable, Mapping
from typing import Any

from sopc.changes import KeyPath
from sopc.diagnostics import SopcError
from sopc.edit.draft import MISSING, Draft
from sopc.edit.one_or_more import as_listed, in_form_of, is_one_or_more
from sopc.edit.patched import NotIntended, is_same
from sopc.language import Phrase
from sopc.load.yaml_scalars import YamlValue, plain
from sopc.rewrite.files import ReadFile
from sopc.serve import chains, lane_changes, step_ways, stepping
from sopc.serve.asked import (
    Change,
    InsertEntry,
    InsertLane,
    InsertStep,
    JoinStep,
    MoveEntry,
    MoveLane,
    MoveStep,
    NameWay,
    PlaceStep,
    RemoveEntry,
    RemoveLane,
    RemoveStep,
    SetValue,
    SplitStep,
    StepArrow,
    StepKind,
)
from sopc.serve.conflict import conflict
from sopc.serve.drafting import STEPS, UNWRITTEN, tidied


def amended(file: ReadFile, change: Change) -> bytes:
    """The file with a change made. Raises Conflict, or SopcError where it cannot be made."""
    if file.document is None:
        raise SopcError(Phrase("the file cannot be read at the moment: mend it in the text view"))
    draft = Draft(file.raw, file.document)
    try:
        return _MADE[type(change)](draft, change).raw
    except NotIntended:
        raise SopcError(Phrase("this cannot be changed here: change it in the text view")) from None


def _hold_shown(draft: Draft, path: KeyPath, old: object) -> None:
    """That there is what the page showed. Raises Conflict."""
    now = draft.value(path)
    if now is MISSING:
        raise conflict()
    if old is not None and not _is_shown(now, old):
        raise conflict()


def _is_shown(now: object, old: object) -> bool:
    """Whether a value is what a page showed: one text is as a list of it, and a number as its
    digits."""
    known = None if now is MISSING else now
    if isinstance(known, list) or isinstance(old, list):
        one, other = as_listed(known), as_listed(old)
        return len(one) == len(other) and all(map(_is_shown, one, other))
    if isinstance(known, dict) or isinstance(old, dict):
        return is_same(known, old)
    return ("" if known is None else str(known)) == ("" if old is None else str(old))


def _set(draft: Draft, change: SetValue) -> Draft:
    path, now = change.path, draft.value(change.path)
    new = _of_kind(now, tidied(change.new))
    new = in_form_of(draft.document, path, new)
    if now is not MISSING and is_same(now, new):
        return draft
    if not _is_shown(now, change.old):
        raise conflict(None if now is MISSING else now)
    if new == "" and path[:1] == (STEPS,) and path[-1] == "uraian":
        return draft.put(path, UNWRITTEN)
    if new == "" and isinstance(path[-1], str):
        return _emptied(draft, path)
    return draft.put(path, new)


def _emptied(draft: Draft, path: KeyPath) -> Draft:
    """Without a text; where a comment goes with it, or nothing else is there, with an empty one."""
    if draft.value(path) is MISSING:
        return draft
    try:
        out = draft.taken_out(path)
    except NotIntended:
        return draft.put(path, "")
    lost = draft.document.text.count("#") - out.document.text.count("#")
    return draft.put(path, "") if lost > str(draft.value(path)).count("#") else out


def _of_kind(now: object, new: YamlValue) -> YamlValue:
    """What was typed for a number, as a number."""
    is_number = isinstance(now, int | float) and not isinstance(now, bool)
    if is_number and isinstance(new, str) and new and isinstance(found := plain(new), int | float):
        return found
    return new


def _inserted(draft: Draft, change: InsertEntry) -> Draft:
    path, value, now = change.path, tidied(change.value), draft.value(change.path)
    if isinstance(now, list) and now:
        return draft.inserted(path, change.at, value)
    listed = as_listed(None if now is MISSING else now)
    listed.insert(change.at, value)
    if is_one_or_more(path) or listed[0] is not None:
        return draft.put(path, in_form_of(draft.document, path, listed))
    raise NotIntended(path)


def _removed(draft: Draft, change: RemoveEntry) -> Draft:
    path = change.path
    _hold_shown(draft, path, change.old)
    listed = draft.value(path[:-1])
    if isinstance(listed, list) and len(listed) == 2 and is_one_or_more(path[:-1]):
        left = [each for place, each in enumerate(listed) if place != path[-1]]
        try:
            return draft.put(path[:-1], in_form_of(draft.document, path[:-1], left))
        except NotIntended:  # as where a comment is in the way: the list stays one
            return draft.taken_out(path)
    return draft.taken_out(path)


_MADE: Mapping[type, Callable[[Draft, Any], Draft]] = {
    SetValue: _set,
    InsertEntry: _inserted,
    RemoveEntry: _removed,
    MoveEntry: lambda draft, change: draft.moved(change.path, change.at, change.to),
    InsertStep: stepping.inserted,
    RemoveStep: stepping.removed,
    MoveStep: stepping.moved,
    PlaceStep: stepping.placed,
    StepKind: step_ways.of_kind,
    StepArrow: step_ways.led,
    NameWay: step_ways.named,
    SplitStep: chains.split,
    JoinStep: chains.joined,
    InsertLane: lane_changes.inserted,
    RemoveLane: lane_changes.removed,
    MoveLane: lane_changes.moved,
}
"""How each kind of change is made."""
