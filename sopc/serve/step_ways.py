"""Which symbol a step has, and where its arrows lead."""

from sopc.catalogue.step import END, MAX_EXITS
from sopc.edit.draft import MISSING, Draft
from sopc.language import Phrase
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.raw_sop import RawGoal, Spot
from sopc.serve.asked import NameWay, StepArrow, StepKind
from sopc.serve.conflict import conflict
from sopc.serve.drafting import NotNow, sop_of, spot_of, target_of

YES, NO = "ya", "tidak"
"""What stands at the arrows of a decision that is made here."""
_KIND, _DECISION, _NEXT = "jenis", "keputusan", "lanjut"


def of_kind(draft: Draft, change: StepKind) -> Draft:
    """A step with another symbol.

    A decision begins with both its ways leading where the step led before: nothing else is drawn,
    and until the second way has its own target a warning says that both lead to one place.
    """
    sop = sop_of(draft)
    spot = spot_of(sop, change.step, change.part)
    part, path = sop.part(spot), sop.path(spot)
    if change.kind == "keputusan":
        return draft if _DECISION in part else _decided(draft, spot)
    first, after = sop.spots[0] == spot, sop.after(spot)
    lead = _leads(part)
    if _DECISION in part:
        draft = _undecided(draft, spot, lead, keeps=change.kind != "selesai")
    elif change.kind == "selesai" and _NEXT in part and part[_NEXT] != END:
        draft = draft.taken_out((*path, _NEXT))
    usual = {"mulai": first, "selesai": after == "selesai" and not first}.get(change.kind)
    if usual is None:  # a plain step: where it would be drawn as an end, that is said
        usual = not (first or (after == "selesai" and lead is None))
    return draft.put((*path, _KIND), None if usual else change.kind)


def _leads(part: dict[str, YamlValue]) -> YamlValue:
    """Where a part leads: by the first way of a decision; None where nothing is said."""
    decision = part.get(_DECISION)
    ways = [*decision.values()] if isinstance(decision, dict) else decision
    return ways[0] if isinstance(ways, list) and ways else part.get(_NEXT)


def _decided(draft: Draft, spot: Spot) -> Draft:
    sop = sop_of(draft)
    path, part = sop.path(spot), sop.part(spot)
    goal: RawGoal | None = sop.goal(part[_NEXT]) if _NEXT in part else None
    draft, target = target_of(draft, goal or sop.after(spot))
    if _NEXT in part:
        draft = draft.taken_out((*path, _NEXT))
    draft = draft.put((*path, _DECISION), {YES: target, NO: target})
    return draft.put((*path, _KIND), None)


def _undecided(draft: Draft, spot: Spot, lead: YamlValue, *, keeps: bool) -> Draft:
    """Without a decision: it goes on where its first way led, if that is not the next step."""
    sop = sop_of(draft)
    path = sop.path(spot)
    goal = sop.goal(lead)
    if keeps and goal is not None and goal != sop.after(spot):
        draft = draft.put((*path, _NEXT), lead)
    return draft.taken_out((*path, _DECISION))


def led(draft: Draft, change: StepArrow) -> Draft:
    """An arrow that leads elsewhere; with a new word a decision has one way more."""
    sop = sop_of(draft)
    spot = spot_of(sop, change.step, change.part)
    part, path = sop.part(spot), sop.path(spot)
    if change.label is None and isinstance(part.get(_DECISION), list):
        change = change.model_copy(update={"label": _place_of(part[_DECISION], change.old)})
    if change.label is None:
        if _DECISION in part:
            raise NotNow(
                Phrase("step {step} is a decision: choose which of its ways", step=spot.row)
            )
        return _led_on(draft, spot, change)
    key = _way_of(part.get(_DECISION), change.label)
    if key is None:
        raise NotNow(Phrase("step {step} is no decision: make it one first", step=spot.row))
    way = (*path, _DECISION, key)
    now = draft.value(way)
    _hold_shown(draft, now, change)
    if change.to is None:
        return _without_way(draft, spot, way)
    if now is MISSING and _count(part.get(_DECISION)) >= MAX_EXITS:
        raise NotNow(Phrase("a decision has {count} ways at most", count=MAX_EXITS))
    draft, target = target_of(draft, _goal(draft, change))
    return draft.put(way, target)


def _place_of(ways: YamlValue, old: object) -> str:
    """Which of the ways without words leads where one did. Raises Conflict where none does."""
    if not isinstance(ways, list) or old not in ways:
        raise conflict()
    return str(ways.index(old))


def _hold_shown(draft: Draft, now: object, change: StepArrow) -> None:
    """That the arrow leads where the page showed it. Raises Conflict."""
    sop = sop_of(draft)
    known, old = None if now is MISSING else now, change.old
    if old is None and known is not None and change.label is not None:
        return  # a page that does not say what it showed
    if known != old and (sop.goal(known) is None or sop.goal(known) != sop.goal(old)):
        raise conflict()


def _count(decision: object) -> int:
    return len(decision) if isinstance(decision, dict | list) else 0


def _way_of(decision: object, label: str) -> str | int | None:
    """The key of a decision's way; of ways without words, their place from 0."""
    if isinstance(decision, list):
        return int(label) if label.isascii() and label.isdigit() and len(label) < 3 else None
    if not isinstance(decision, dict):
        return None
    return next((key for key in decision if key.strip() == label.strip()), label.strip())


def _without_way(draft: Draft, spot: Spot, way: tuple[int | str, ...]) -> Draft:
    if draft.value(way) is MISSING:
        return draft
    if _count(draft.value(way[:-1])) <= 2:
        raise NotNow(
            Phrase(
                "a decision has two ways at least: choose where this one leads, or make step "
                "{step} a plain one",
                step=spot.row,
            )
        )
    return draft.taken_out(way)


def _led_on(draft: Draft, spot: Spot, change: StepArrow) -> Draft:
    sop = sop_of(draft)
    path = (*sop.path(spot), _NEXT)
    now = draft.value(path)
    if change.old is not None:
        _hold_shown(draft, now, change)
    goal = None if change.to is None else _goal(draft, change)
    if sop.part(spot).get(_KIND) == "selesai":
        if goal == "selesai":
            return draft
        draft = draft.put((*sop.path(spot), _KIND), None)
    if goal is None or (goal == sop.after(spot) and goal != "selesai"):
        return draft.put(path, None)
    draft, target = target_of(draft, goal)
    return draft.put(path, target)


def named(draft: Draft, change: NameWay) -> Draft:
    """Another word at an arrow of a decision. Raises NotNow where there is no such arrow."""
    sop = sop_of(draft)
    spot = spot_of(sop, change.step, change.part)
    decision, new = sop.part(spot).get(_DECISION), change.new.strip()
    key = _way_of(decision, change.label)
    if not isinstance(decision, dict) or key not in decision or not isinstance(key, str):
        raise NotNow(Phrase("step {step} has no arrow “{word}”", step=spot.row, word=change.label))
    if not new:
        raise NotNow(Phrase("an arrow of a decision has a word: write one"))
    if new == key:
        return draft
    if any(each.strip() == new for each in decision if each != key):
        raise NotNow(Phrase("step {step} has an arrow “{word}” already", step=spot.row, word=new))
    return draft.renamed((*sop.path(spot), _DECISION, key), new)


def _goal(draft: Draft, change: StepArrow) -> RawGoal:
    """Where an arrow is to lead. Raises NotNow where that is not there."""
    to, sop = change.to, sop_of(draft)
    if to == "selesai":
        return "selesai"
    if isinstance(to, tuple):
        return spot_of(sop, *to)
    assert isinstance(to, int)
    return spot_of(sop, to, 1)
