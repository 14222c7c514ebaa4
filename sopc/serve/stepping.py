"""Steps more or less, or at another place: every arrow keeps its step."""

from collections.abc import Sequence

from sopc.edit.draft import MISSING, Draft
from sopc.edit.one_or_more import as_listed, in_form_of
from sopc.language import Phrase
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.raw_sop import RawGoal, Spot
from sopc.rewrite.sop_file import row_of
from sopc.serve.asked import InsertStep, MoveStep, PlaceStep, RemoveStep
from sopc.serve.drafting import (
    STEPS,
    UNWRITTEN,
    NotNow,
    put_one_or_more,
    recount,
    sop_of,
    spot_of,
    target_of,
    tidied,
    with_lane,
)


def inserted(draft: Draft, change: InsertStep) -> Draft:
    """A new step behind another, or before all."""
    sop, after = sop_of(draft), change.after
    if after:
        spot_of(sop, after, 1)
    count = len(sop.rows)
    actors = in_form_of(draft.document, (STEPS, 0, "pelaksana"), [*change.actors])
    new: dict[str, YamlValue] = {"uraian": tidied(change.text) or UNWRITTEN}
    new |= {} if actors is None else {"pelaksana": actors}
    if count == 0:
        draft = draft.put((STEPS,), [new])
    else:
        draft = recount(draft, lambda old: old if old <= after else old + 1)
        draft = draft.inserted((STEPS,), after, new)
    for actor in change.actors:
        draft = with_lane(draft, actor)
    return draft


def removed(draft: Draft, change: RemoveStep) -> Draft:
    """A step taken out; where others lead to it, it has to be said where they lead then."""
    sop, row = sop_of(draft), change.step
    spot_of(sop, row, 1)
    if len(sop.rows) == 1:
        raise NotNow(Phrase("step {step} is the only one: write another one first", step=row))
    leading = [
        each.path
        for each, to in sop.targets()
        if to == row and row_of(each.path) not in (row, None)
    ]
    if leading and change.lead_to is None:
        rows = ", ".join(str(each) for each in dict.fromkeys(map(row_of, leading)))
        raise NotNow(
            Phrase(
                "step {steps} leads to step {step}: choose where it is to lead then",
                steps=rows,
                step=row,
            )
        )
    if leading:
        goal: RawGoal = "selesai"
        if isinstance(change.lead_to, int):
            goal = spot_of(sop, change.lead_to, 1)
        if isinstance(goal, Spot) and goal.row == row:
            raise NotNow(Phrase("step {step} is the one that is to be gone", step=row))
        draft, target = target_of(draft, goal)
        for path in leading:
            draft = draft.put(path, target)
    draft = recount(draft, lambda old: None if old == row else old - (old > row))
    return draft.taken_out(sop.row_path(row))


def moved(draft: Draft, change: MoveStep) -> Draft:
    """A step behind another, or before all."""
    sop, row, behind = sop_of(draft), change.step, change.after
    for each in (row, behind or row):
        spot_of(sop, each, 1)
    if behind in (row, row - 1):
        return draft
    order = [each for each in range(1, len(sop.rows) + 1) if each != row]
    to = order.index(behind) + 1 if behind else 0
    order.insert(to, row)
    places = {old: new for new, old in enumerate(order, start=1)}
    return recount(draft, lambda old: places.get(old, old)).moved((STEPS,), row - 1, to)


def placed(draft: Draft, change: PlaceStep) -> Draft:
    """Who does a step: one more, one less, or one alone; who has no lane gets one."""
    sop, actor = sop_of(draft), change.actor
    spot = spot_of(sop, change.step, change.part)
    path = (*sop.path(spot), "pelaksana")
    now = draft.value(path)
    actors = as_listed(None if now is MISSING else now)
    wanted = _wanted(actors, change)
    if not wanted:
        raise NotNow(
            Phrase(
                "somebody has to do step {step}: choose who, then take this one out", step=spot.row
            )
        )
    if wanted == actors:
        return draft
    draft = put_one_or_more(draft, path, wanted)
    return with_lane(draft, actor) if actor in wanted else draft


def _wanted(actors: Sequence[YamlValue], change: PlaceStep) -> list[YamlValue]:
    if change.only:
        return [change.actor]
    if not change.on:
        return [each for each in actors if each != change.actor]
    return [*actors] if change.actor in actors else [*actors, change.actor]
