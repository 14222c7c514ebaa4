"""The lanes of a flowchart: one more, one less, or in another order."""

from sopc.edit.draft import Draft
from sopc.edit.one_or_more import as_listed
from sopc.language import Phrase
from sopc.rewrite.raw_sop import RawSop
from sopc.serve.asked import InsertLane, MoveLane, RemoveLane
from sopc.serve.drafting import LANES, NotNow, lanes_of, sop_of


def inserted(draft: Draft, change: InsertLane) -> Draft:
    """A lane for an actor who has none."""
    lanes = lanes_of(draft)
    if change.actor in lanes:
        return draft
    at = len(lanes) if change.at is None else min(change.at, len(lanes))
    return draft.put((LANES,), [*lanes[:at], change.actor, *lanes[at:]])


def removed(draft: Draft, change: RemoveLane) -> Draft:
    """Without a lane in which nothing stands."""
    lanes = lanes_of(draft)
    if change.actor not in lanes:
        return draft
    rows = _done_by(sop_of(draft), change.actor)
    if rows:
        raise NotNow(
            Phrase(
                "steps stand in this lane: {steps}. Let others do them, then take it out",
                steps=", ".join(map(str, rows)),
            )
        )
    at = lanes.index(change.actor)
    left = [*lanes[:at], *lanes[at + 1 :]]
    return draft.put((LANES,), [*left] if left else None)


def _done_by(sop: RawSop, actor: str) -> list[int]:
    """The steps that an actor does, from 1."""
    return [
        row
        for row in range(1, len(sop.rows) + 1)
        if any(
            actor in as_listed(part.get("pelaksana"))
            for part in (sop.rows[row - 1], *sop.chain(row))
        )
    ]


def moved(draft: Draft, change: MoveLane) -> Draft:
    """A lane at another place."""
    lanes = lanes_of(draft)
    if change.actor not in lanes:
        raise NotNow(Phrase("this lane is not there any more"))
    lanes.remove(change.actor)
    lanes.insert(min(change.to, len(lanes)), change.actor)
    return draft.put((LANES,), [*lanes])
