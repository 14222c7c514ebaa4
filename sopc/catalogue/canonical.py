"""What an SOP says, as bytes: the same for the same meaning, however its file is laid out.

Comments, order of keys, line breaks, a list of one written as a single value, and italics do not
matter; nor do the editor's own records, which are not printed as part of the procedure (``sumber``,
``pengecualian``, ``ditinjau``, and when a related SOP was last looked at). The codes of printed
pages depend on it (``printed``), so the form must not change with versions: new keys of the model
need a default that leaves it as it is. Nor do the codes of steps matter: an exit says where it
leads, however that is called in the file.
"""

import json
from hashlib import sha256
from typing import Any, cast

from pydantic.main import IncEx

from sopc.catalogue.base import SAID
from sopc.catalogue.procedure import Position, Procedure
from sopc.catalogue.sop import Sop
from sopc.catalogue.step import Step, StepPart, Target

_RECORDS: dict[str, IncEx | bool] = {
    "source": True,
    "waivers": True,
    "reviewed": True,
    "related": {"__all__": {"confirmed"}},
}


def canonical(sop: Sop, *, without: frozenset[str] = frozenset()) -> bytes:
    """The SOP as canonical JSON (UTF-8, sorted keys, Indonesian key names, defaults left out).

    ``without`` names fields (as the model calls them) that shall not count.
    """
    return as_json(canonical_data(sop, without=without))


def as_json(data: dict[str, object]) -> bytes:
    """Data as canonical JSON."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def canonical_data(sop: Sop, *, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """What the canonical form of an SOP says, as plain data."""
    exclude = _RECORDS | dict.fromkeys(without, True)
    data: dict[str, Any] = sop.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude=exclude, context={SAID: True}
    )
    if "langkah" in data:
        procedure = Procedure(sop)
        for step, written in zip(sop.steps, data["langkah"], strict=True):
            _resolve(step, written, procedure)
            for part, inner in zip(step.chain, written.get("rangkaian", ()), strict=True):
                _resolve(part, inner, procedure)
    return data


def _resolve(part: StepPart | Step, written: dict[str, object], procedure: Procedure) -> None:
    """Leave out a part's code, and put places for the codes that its exits name."""
    written.pop("kode", None)
    if part.next is not None:
        written["lanjut"] = _place(part.next, procedure)
    if part.decision is not None:
        places = [_place(target, procedure) for target in part.decision.values()]
        labels = cast("dict[str, object]", written["keputusan"])  # in the same order
        is_list = 0 in part.decision
        written["keputusan"] = places if is_list else dict(zip(labels, places, strict=True))


def _place(target: Target, procedure: Procedure) -> Target:
    """A row by its place from 1, a further part of a row as ``3.2``, anything else as written."""
    goal = procedure.goal(target)
    if not isinstance(goal, Position):
        return target
    return f"{goal.row + 1}.{goal.part + 1}" if goal.part else goal.row + 1


def digest(sop: Sop) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(sop)).hexdigest()
