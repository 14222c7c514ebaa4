"""Worker processes: nothing is forked beside a thread; every way to start gives the same bytes."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.publish import processes as module
from sopc.publish.executors import Workers
from sopc.publish.limits import Limits
from sopc.publish.processes import processes, start_method, warm_up
from tests.absent import environment, run_without
from tests.books import LINKED
from tests.catalogues import write_catalogue
from tests.conftest import REPOSITORY
from tests.publish import tasks
from tests.publish.test_same_bytes import copied, differing
from tests.running import process

METHODS = ["forkserver", "spawn"]
_FORKS = REPOSITORY / "tests" / "publish" / "forks"
_PATIENCE = 60  # seconds; only what never ends takes as long


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A way to start processes, made the one of this system."""
    monkeypatch.setattr(module, "start_method", lambda: request.param)
    return str(request.param)


def test_processes_started_afresh_print_the_same_bytes(linked_build: Path, tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops", LINKED), tmp_path / "out"
    words = ("build", "--sops", root, "--out", out, "--jobs", "2")
    done = run_without(("os.fork",), *words, programs=tmp_path / "programs")
    assert done.returncode == 0, done.stderr
    assert differing(out, linked_build) == set()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
@pytest.mark.parametrize("early", [False, True], ids=["everything", "more than a few, again"])
def test_nothing_is_forked_beside_a_thread(linked_build: Path, tmp_path: Path, early: bool) -> None:
    root, out = copied(linked_build, tmp_path)
    if early:  # the record is there, and all pages are made anew
        (root / "katalog.yaml").write_text(
            LINKED["katalog.yaml"].replace("Dinas Contoh", "Dinas Lain"), encoding="utf-8"
        )
    else:
        shutil.rmtree(out)
    log = tmp_path / "forks"
    path = os.pathsep.join([str(_FORKS), str(REPOSITORY)])
    warned = "error:This process:DeprecationWarning"  # what Python 3.12 says of it
    more = {"PYTHONPATH": path, "SOPC_TESTS_FORKS": str(log), "PYTHONWARNINGS": warned}
    words = ("build", "--sops", root, "--out", out, "--jobs", "2")
    done = process(*words, environment=more)
    assert done.returncode == 0, done.stderr
    assert "DeprecationWarning" not in done.stderr
    threads = log.read_text(encoding="ascii").split()
    assert set(threads) == {"1"}, threads
    assert len(threads) >= 2


@pytest.mark.usefixtures("method")
def test_a_worker_that_never_gets_ready_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "work", tasks.never_ready)
    with processes(1, Limits(start=1)) as pool:
        warm_up(pool)
        future = pool.submit(tasks.nothing)
        with pytest.raises(BrokenExecutor):
            future.result(timeout=_PATIENCE)


def test_a_process_is_forked_only_where_that_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start_method() == ("forkserver" if sys.platform == "linux" else "spawn")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert start_method() == "spawn"
    monkeypatch.undo()
    monkeypatch.delattr(os, "fork")
    assert start_method() == "spawn"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """This process, and those that it starts, end by Ctrl-C, even if the tests' own do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_worker_leaves_the_answer_to_ctrl_c_to_its_parent(method: str) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with processes(1) as pool:
        warm_up(pool)
        done = pool.submit(tasks.interrupted)
        assert done.exception() is None  # raised here, it would end the tests
        held, kind = done.result()
    kinds = {"forkserver": "ForkServerProcess", "spawn": "SpawnProcess"}
    assert (held, kind) == (method == "forkserver", kinds[method])
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


@pytest.mark.parametrize("absent", [(), ("os.fork",)], ids=METHODS)
def test_a_worker_ends_with_the_process_that_wanted_it(
    tmp_path: Path, absent: tuple[str, ...]
) -> None:
    code = "from tests.publish.tasks import outlived; outlived()"
    env = environment(absent, tmp_path / "programs")
    with subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
        try:
            # the end of its output, which all of them hold
            assert parent.communicate(timeout=_PATIENCE)[0] == b""
        except subprocess.TimeoutExpired:
            os.kill(worker, signal.SIGKILL)
            raise


@pytest.mark.parametrize("absent", [(), ("os.fork",)], ids=METHODS)
def test_a_module_in_the_users_folder_is_not_imported(
    tmp_path: Path, absent: tuple[str, ...]
) -> None:
    """A catalogue may hold anything, and be the folder that the user is in."""
    folder = tmp_path / "catalogue"
    write_catalogue(folder / "sops")
    for name in ("multiprocessing", "sopc", "weasyprint", "json", "struct", "click", "types"):
        text = f"from pathlib import Path\nPath({str(tmp_path / 'taken')!r}).touch()\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    program = tmp_path / "program" / "run.py"
    program.parent.mkdir()
    text = "from sopc.cli.main import main\nif __name__ == '__main__':\n    main()\n"
    program.write_text(text, encoding="utf-8")
    command = [sys.executable, str(program), "build", "--jobs", "2"]
    env = environment(absent, tmp_path / "programs")
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert not (tmp_path / "taken").exists()
    assert done.returncode == 0, done.stderr
    assert (folder / "build" / "handbook.pdf").is_file()


@pytest.mark.parametrize("absent", [(), ("os.fork",)], ids=METHODS)
def test_workers_run_the_program_that_wants_them(tmp_path: Path, absent: tuple[str, ...]) -> None:
    """Not another one that is installed, too."""
    shutil.copytree(REPOSITORY / "sopc", tmp_path / "other" / "sopc")
    (tmp_path / "other" / "sopc" / "__init__.py").write_text("__version__ = '9.9'\n", "utf-8")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path / "other")!r})
from sopc.publish.limits import Limits
from sopc.publish.processes import processes, warm_up
with processes(1) as pool:
    warm_up(pool)
    print(pool.submit(eval, "__import__('sopc').__version__").result())
"""
    env = environment(absent, tmp_path / "programs")
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    assert done.stdout == "9.9\n"


@pytest.mark.parametrize("error", [EOFError, ConnectionRefusedError])
def test_a_server_that_is_gone_is_told(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def start(process: BaseProcess) -> None:
        del process
        raise error

    monkeypatch.setattr(BaseProcess, "start", start)
    with Workers(jobs=1) as workers, workers.nearby() as pool:
        done = pool.submit(tasks.nothing)
        with pytest.raises(BrokenExecutor):
            done.result()
    with (
        pytest.raises(SopcError, match="no worker process can be started"),
        Workers(jobs=1) as workers,
        workers.at_work() as pool,
    ):
        pool.submit(tasks.nothing).result()


def test_processes_start_as_they_are_needed(method: str) -> None:
    del method
    with processes(8) as pool:
        found = {pool.submit(tasks.nothing).result() for _ in range(4)}
    assert len(found) == 1
    assert os.getpid() not in found


@pytest.mark.parametrize("error", [BrokenExecutor("x"), MemoryError(), ValueError("x")])
def test_who_waits_learns_of_whatever_goes_wrong(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(module._Worker, "answer", fail)
    with processes(1) as pool:
        assert pool.submit(tasks.nothing).exception(timeout=_PATIENCE) is error
