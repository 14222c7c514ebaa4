"""Work behind the answers gives way to what is newer."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest

from sopc.check.rule import Context
from sopc.check.rules import CHANGES, RULES, check_catalogue
from sopc.codes import MANUAL
from sopc.load.loader import load_catalogue
from sopc.serve.latest_work import LatestWork
from tests.catalogues import STRICT, write_catalogue


def test_work_is_given_up_when_it_is_wanted_anew() -> None:
    begun, wanted, done = Event(), Event(), Event()
    turns: list[str] = []

    def work(go_on: object) -> None:
        assert callable(go_on)
        turns.append("begun")
        begun.set()
        wanted.wait(60)
        go_on()
        turns.append("done")
        done.set()

    latest = LatestWork(work)
    latest.want()
    assert begun.wait(60)
    latest.want()
    wanted.set()
    assert done.wait(60)
    latest.end()
    assert turns == ["begun", "begun", "done"]


def test_a_check_can_be_ended_at_each_finding(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    (root / "katalog.yaml").write_text(STRICT, "utf-8")
    loaded = load_catalogue(root)
    assert loaded.catalogue is not None
    context = Context(loaded.catalogue, loaded.source_map, loaded.unread, date(2026, 1, 15))
    asked: list[None] = []
    check_catalogue(context, MANUAL, lambda: asked.append(None))
    assert len(asked) > len([rule for rule in RULES if rule not in CHANGES])

    class Enough(Exception):
        pass

    def enough() -> None:
        asked.pop()
        if not asked:
            raise Enough

    with pytest.raises(Enough):
        check_catalogue(context, MANUAL, enough)
