"""What changes of steps and lanes have in common: the file as a draft, read again after each."""

from collections.abc import Sequence
from typing import Final, cast

from sopc.changes import KeyPath, Remove, Replace
from sopc.diagnostics import SopcError
from sopc.edit.draft import MISSING, Draft
from sopc.edit.one_or_more import as_listed, in_form_of
from sopc.format.naming import CodesGiven, code_of, is_noted
from sopc.language import Phrase
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.raw_sop import RawGoal, RawSop, Spot
from sopc.rewrite.step_places import NewRow, recounted

STEPS: Final = "langkah"
LANES: Final = "pelaksana"
UNWRITTEN: Final = "…"
"""What a step says that is not described yet: it is drawn, and a warning tells of it."""


class NotNow(SopcError):
    """A change that cannot be made as the steps are: the sentence says what to do before."""


def sop_of(draft: Draft) -> RawSop:
    """The SOP that a draft holds."""
    return RawSop(draft.document)


def spot_of(sop: RawSop, step: int, part: int | None = None) -> Spot:
    """A step, or a part of it, that is there. Raises NotNow."""
    if not 1 <= step <= len(sop.rows) or not sop.rows[step - 1]:
        raise NotNow(Phrase("there is no step {step}", step=step))
    count = len(sop.chain(step))
    if part is None and count > 1:
        raise NotNow(Phrase("step {step} has several parts: choose one of them", step=step))
    if (part or 1) > max(count, 1):
        raise NotNow(Phrase("step {step} has no part {part}", step=step, part=part))
    return Spot(step, part or 1)


def put_one_or_more(draft: Draft, path: KeyPath, values: Sequence[YamlValue]) -> Draft:
    """One word or a list of them, in the form that the file has for it."""
    return draft.put(path, in_form_of(draft.document, path, [*values]))


def recount(draft: Draft, new: NewRow) -> Draft:
    """With targets and notes by the new places of steps, which are not there yet."""
    changes = recounted(sop_of(draft), new).changes
    for each in changes:
        if isinstance(each, Replace):
            draft = draft.put(each.path, each.new)
    gone = [each.path for each in changes if isinstance(each, Remove)]
    for path in sorted(gone, key=_places, reverse=True):  # a note out leaves those before it
        draft = draft.taken_out(path)
    return draft


def _places(path: KeyPath) -> list[int]:
    return [part for part in path if isinstance(part, int)]


def target_of(draft: Draft, goal: RawGoal) -> tuple[Draft, str | int]:
    """How to name where an arrow leads: by the code of the step, which it is given if it has
    none. Where it can have none, by its row."""
    if goal == "selesai":
        return draft, goal
    sop = sop_of(draft)
    code = next((name for name, spot in sop.by_code.items() if spot == goal), None)
    if code is not None:
        return draft, code
    if is_noted(dict(sop.data)) and goal.part == 1:
        return draft, goal.row  # notes name rows by their places
    step = sop.rows[goal.row - 1]
    said, taken = step.get("uraian"), CodesGiven(sop.by_code)
    code = code_of(said, taken) if isinstance(said, str) else ""
    has_code = "kode" in step and goal.part == 1
    if not code or has_code:
        if goal.part > 1:
            code = code or taken.free("bagian")
        else:
            return draft, goal.row
    at = sop.path(goal) if goal.part > 1 else sop.row_path(goal.row)
    return draft.put((*at, "kode"), code), code


def with_lane(draft: Draft, actor: str) -> Draft:
    """With a lane for an actor, behind the others, unless there is one."""
    lanes = lanes_of(draft)
    return draft if actor in lanes else draft.put((LANES,), [*lanes, actor])


def lanes_of(draft: Draft) -> list[YamlValue]:
    """The actors that have lanes, from left to right."""
    lanes = draft.value((LANES,))
    return as_listed(None if lanes is MISSING else lanes)


def tidied(value: object) -> YamlValue:
    """A value without spaces at the ends of its texts, and of their lines."""
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().split("\n"))
    if isinstance(value, list):
        return [tidied(each) for each in value]
    if isinstance(value, dict):
        return {key: tidied(each) for key, each in value.items()}
    return cast("YamlValue", value)
