"""What a change does, in words: for who takes it back."""

from sopc.changes import KeyPath
from sopc.language import Phrase
from sopc.serve.asked import (
    Change,
    InsertLane,
    InsertStep,
    JoinStep,
    MoveLane,
    MoveStep,
    NameWay,
    PlaceStep,
    RemoveLane,
    RemoveStep,
    SplitStep,
    StepArrow,
    StepKind,
)


def in_words(change: Change) -> Phrase:
    """A change as it is told."""
    match change:
        case InsertStep():
            return Phrase("a step put in behind step {step}", step=change.after)
        case RemoveStep():
            return Phrase("step {step} taken out", step=change.step)
        case MoveStep():
            return Phrase("step {step} moved", step=change.step)
        case PlaceStep():
            return Phrase("step {step}: who does it", step=change.step)
        case StepKind():
            return Phrase("step {step}: its symbol", step=change.step)
        case StepArrow():
            return Phrase("step {step}: where it leads", step=change.step)
        case NameWay():
            return Phrase("step {step}: the word at an arrow", step=change.step)
        case SplitStep() | JoinStep():
            return Phrase("step {step}: its parts", step=change.step)
        case InsertLane() | RemoveLane() | MoveLane():
            return Phrase("the lanes changed")
    return _of_value(change.path)


def _of_value(path: KeyPath) -> Phrase:
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    said = field.replace("_", " ")
    if path[:1] == ("langkah",) and len(path) > 1 and isinstance(path[1], int):
        return Phrase("step {step}: {field} changed", step=path[1] + 1, field=said)
    return Phrase("{field} changed", field=said)


def field_of(name: str, change: Change) -> str:
    """What is changed, the same for each change of one text; nothing where each counts."""
    return f"{name} {change.path}" if change.op == "set" else ""
