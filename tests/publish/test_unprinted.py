"""What cannot be printed is a finding, and all else is printed as if it had been chosen."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sopc.language import Phrase
from sopc.publish import renderer
from sopc.publish.executors import Workers
from sopc.publish.jobs import PageJob
from sopc.publish.limits import Ended
from sopc.publish.shards import RenderTask, ShardSource
from sopc.render.faults import FaultKind
from sopc.render.materials import Materials
from tests.catalogues import FIRST, SOP, own_templates, write_catalogue
from tests.publish.test_shards import store  # noqa: F401  # a fixture
from tests.running import build, files, run_build, sopc, unprinted

SECOND, THIRD = "sekretariat/umum/K.1.1.1.2.yaml", "sekretariat/umum/K.1.1.1.3.yaml"
PARTS = ", ".join(["{pelaksana: staf}", "{pelaksana: kepala}"] * 25)
TALL = f"  - {{uraian: Memaraf surat, rangkaian: [{PARTS}]}}\n"


def as_number(number: int) -> str:
    return SOP.replace("K.1.1.1.1", f"K.1.1.1.{number}")


THREE = {
    FIRST: SOP,
    SECOND: as_number(2) + TALL,
    THIRD: as_number(3),
}
OTHERS = ("K.1.1.1.1", "K.1.1.1.3")


def test_the_others_are_printed_as_if_they_had_been_chosen(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", THREE)
    result = run_build(root, tmp_path / "out")
    assert f"{SECOND}:11:5: error CTK001: the symbols of step 4" in unprinted(result)
    assert "handbook, volumes and index are not printed anew" in result.stderr
    assert files(tmp_path / "out") == files(build(root, tmp_path / "chosen", only=OTHERS))


def test_what_was_there_stays(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", {**THREE, SECOND: as_number(2)})
    before = files(build(root, tmp_path / "out"))
    write_catalogue(root, {**THREE, FIRST: SOP.replace("Memeriksa", "Meneliti")})
    assert run_build(root, tmp_path / "out").exit_code == 1
    changed = {name for name, data in files(tmp_path / "out").items() if before[name] != data}
    assert changed == {"sop/K.1.1.1.1.pdf", "flowchart/K.1.1.1.1.svg", "manifest.json"}
    write_catalogue(root, {**THREE, FIRST: SOP + TALL, THIRD: as_number(3) + TALL})
    here = files(tmp_path / "out")
    assert run_build(root, tmp_path / "out").exit_code == 1
    assert files(tmp_path / "out") == here


def test_all_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", {**THREE, FIRST: SOP + TALL})
    (own_templates(root) / "unit.html.j2").write_text("<p>\n{{ nope }}", encoding="utf-8")
    result = run_build(root, tmp_path / "out")
    told = [line for line in result.stderr.splitlines() if ": error CTK" in line]
    codes = [line.partition(": error ")[2][:6] for line in told]
    assert sorted(codes) == ["CTK001", "CTK001", "CTK003"]
    assert any(line.startswith(f"{root}/templates/unit.html.j2:2:1: ") for line in told)
    assert {*files(tmp_path / "out")} == {
        "manifest.json",
        "sop/K.1.1.1.3.pdf",
        "flowchart/K.1.1.1.3.svg",
    }


def test_what_the_same_went_wrong_with_is_one_finding_where_templates_are_the_catalogue_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_catalogue(tmp_path / "sops", {**THREE, SECOND: as_number(2)})
    own_templates(root)
    monkeypatch.setattr(renderer, "fit_sop", lambda *_: 1 / 0)
    said = unprinted(run_build(root, tmp_path / "out"))
    assert "error CTK003: K.1.1.1.1 and 2 others cannot be laid out: it fails (Zero" in said


def test_a_flowchart_that_cannot_be_drawn(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", THREE)
    assert "CTK001" in unprinted(sopc("flowchart", "K.1.1.1.2", "--sops", root))


@pytest.mark.parametrize("debugging", [False, True])
def test_a_fault_of_the_program_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debugging: bool
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("tidak\nmungkin")

    monkeypatch.setattr(renderer, "fit_sop", fail)
    monkeypatch.setenv("SOPC_DEBUG", str(int(debugging)))
    result = run_build(write_catalogue(tmp_path / "sops"), tmp_path / "out")
    said = unprinted(result)
    assert f"{FIRST}:1:1: error CTK004: K.1.1.1.1 cannot be laid out: it fails (ValueError" in said
    assert "this is a fault of sopc: please report it" in result.stderr
    assert ("Traceback (most recent call last)" in result.stderr) is debugging


class _Late(Executor):
    """Ends everything that it is given."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[Any]:
        del fn, args, kwargs
        future: Future[Any] = Future()
        future.set_exception(Ended(Phrase("terlambat")))
        return future


class _LateWorkers(Workers):
    @contextmanager
    def at_work(self) -> Iterator[Executor]:
        yield _Late()


def test_where_very_many_are_late_the_rest_is_not_tried(store: Any) -> None:  # noqa: F811
    source = ShardSource(store, _LateWorkers(), lambda *_: None)
    task = RenderTask(Materials((), (), None, "Source Sans"), PageJob(""))
    keys = [f"{number:064x}" for number in range(20)]
    assert source.obtain({key: lambda: task for key in keys}, "pages") == {}
    said = [str(source.faults[key].reason) for key in keys]
    assert said.count("terlambat") == 4
    assert said.count("4 others were over the limits before it") == 16
    assert {fault.kind for fault in source.faults.values()} == {FaultKind.LIMIT}
