"""A step more or less, or elsewhere: every arrow keeps its step, and comments theirs."""

import re
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.procedure import Position, Procedure
from sopc.catalogue.sop import Sop
from sopc.rewrite.files import read_catalogue
from sopc.rewrite.new_step import NewStep
from sopc.rewrite.sop_file import SopFile
from sopc.rewrite.steps import StepChange, inserted, moved, removed
from tests.catalogues import FIRST, TODAY, write_catalogue
from tests.examples import at_most
from tests.rewrite.stepped import LAYOUTS, Steps

NEW = NewStep("BARU", ("staf",), "baru")


def sop_file(root: Path) -> SopFile:
    return SopFile.of(read_catalogue(root, TODAY), "K.1.1.1.1")


def made(root: Path, change: StepChange) -> bytes:
    """Write what a change makes of the file."""
    (raw,) = change.proposal().after.values()
    assert raw is not None
    (root / FIRST).write_bytes(raw)
    return raw


def names(sop: Sop) -> list[str]:
    return [str(step.activity) for step in sop.steps]


def arrows(sop: Sop) -> dict[tuple[str, int, str], str]:
    """Where exits lead that say so, by what is done there."""
    procedure, called = Procedure(sop), names(sop)
    return {
        (called[position.row], position.part, exit.label): called[exit.goal.row]
        for position in procedure.positions
        for exit in procedure.exits(position)
        if exit.target is not None and isinstance(exit.goal, Position)
    }


def noted(sop: Sop) -> list[str]:
    """The steps that notes are on, by what is done there."""
    places = [re.findall(r"\[(\d+)\]", note.part) for note in sop.source.notes]
    return [names(sop)[int(place) - 1] for (place,) in places]


def hold_comments(text: str) -> None:
    """Comments that name a step stand with it."""
    tokens = re.findall(r"uraian: (S\d+|BARU)|# (S\d+) di (atas|dalam|belakang)", text)
    for index, (_, step, where) in enumerate(tokens):
        others = tokens[index + 1 :] if where == "atas" else reversed(tokens[:index])
        if step:
            assert next(name for name, *_ in others if name) == step, text


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"#[^\r\n]*", text))


@at_most(60)
@given(st.integers(0, 2**32), st.sampled_from(LAYOUTS), st.sampled_from(("\n", "\r\n")), st.data())
def test_every_arrow_and_every_comment_keeps_its_step(
    seed: int, layout: str, end: str, data: st.DataObject
) -> None:
    steps = Steps(Random(seed), layout)
    text = steps.text()
    with TemporaryDirectory() as folder:
        root = write_catalogue(Path(folder) / "sops", {FIRST: ""})
        before = text.replace("\n", end).encode()
        (root / FIRST).write_bytes(before)
        sop = sop_file(root)
        old, what = sop.entry.own, data.draw(st.sampled_from(("insert", "move", "remove")))
        at = data.draw(st.integers(1, steps.count))
        if what == "insert":
            after = made(root, inserted(sop, str(at - 1), NEW))
            order = [*names(old)[: at - 1], "BARU", *names(old)[at - 1 :]]
        elif what == "move":
            to = data.draw(st.integers(0, steps.count).filter(lambda n: n not in (at, at - 1)))
            after = made(root, moved(sop, str(at), str(to)))
            order = [name for name in names(old) if name != f"S{at}"]
            order.insert(to - (to > at), f"S{at}")
        else:
            other = data.draw(st.integers(1, steps.count).filter(lambda n: n != at))
            after = made(root, removed(sop, str(at), str(other)))
            order = [name for name in names(old) if name != f"S{at}"]
        now = sop_file(root)
        new = now.entry.own
        assert names(new) == order
        if what == "remove":
            gone = f"S{at}"
            ways = {
                way: f"S{other}" if to == gone else to
                for way, to in arrows(old).items()
                if way[0] != gone
            }
            assert arrows(new) == ways
            assert noted(new) == [name for name in noted(old) if name != gone]
            assert set(comments(after.decode())) <= set(comments(before.decode()))
        else:
            assert arrows(new) == arrows(old)
            assert noted(new) == noted(old)
            assert comments(after.decode()) == comments(before.decode())
        hold_comments(after.decode())
        assert (b"\r" in after) == (end == "\r\n")
        if what == "insert":
            assert made(root, removed(now, str(at), None)) == before
        elif what == "move":
            back = at if to < at else at - 1
            assert made(root, moved(now, f"{order.index(f'S{at}') + 1}", str(back))) == before
