"""Builds on a cluster: the same bytes, and nothing lost when a machine goes."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from distributed import Client

from tests.books import LINKED
from tests.catalogues import own_templates, write_catalogue
from tests.conftest import REPOSITORY
from tests.running import files, run_build

_PATIENCE = 30  # seconds; only a cluster that does not start at all takes as long


@dataclass
class Cluster:
    """A scheduler and workers, each a process of its own on this machine."""

    port: int
    folder: Path
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    @property
    def workers(self) -> list["subprocess.Popen[bytes]"]:
        return self.processes[1:]

    def start(self, *words: str) -> None:
        """Start a part of the cluster, which knows the program, and nothing of the catalogue."""
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        quiet = subprocess.DEVNULL
        self.processes.append(
            subprocess.Popen(command, env=environment, cwd=self.folder, stdout=quiet, stderr=quiet)
        )

    def client(self) -> Client:
        return connect(f"tcp://127.0.0.1:{self.port}", timeout=f"{_PATIENCE}s")

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def connect(address: str, timeout: str) -> Client:
    return Client(address, timeout=timeout, set_as_default=False)  # type: ignore[no-untyped-call]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def started(folder: Path, *, workers: int, threads: int) -> Iterator[Cluster]:
    made = Cluster(free_port(), folder)
    here = ("--host", "127.0.0.1", "--no-dashboard")
    made.start("dask_scheduler", *here, "--port", str(made.port))
    for _ in range(workers):
        scheduler = f"tcp://127.0.0.1:{made.port}"
        made.start("dask_worker", scheduler, *here, "--no-nanny", "--nthreads", str(threads))
    try:
        with made.client() as client:
            client.wait_for_workers(workers, timeout=_PATIENCE)
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(tmp_path_factory.mktemp("cluster"), workers=2, threads=1) as made:
        yield made


def test_a_cluster_prints_the_same_bytes(
    linked_build: Path, cluster: Cluster, tmp_path: Path
) -> None:
    root, out = write_catalogue(tmp_path / "sops", LINKED), tmp_path / "out"
    result = run_build(root, out, "--executor", cluster.address)
    assert result.exit_code == 0, result.stderr
    assert files(out) == files(linked_build)


def test_a_worker_with_several_threads_is_refused(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    with started(tmp_path, workers=1, threads=2) as made:
        result = run_build(root, tmp_path / "out", "--executor", made.address)
    assert (result.exit_code, result.stdout) == (2, "")
    said = result.stderr.splitlines()[-1]
    assert said.startswith("sopc: a worker of the cluster has 2 threads")
    assert "`--nthreads 1`" in said
    assert files(tmp_path / "out") == {}


def test_a_fault_on_the_cluster_is_told_as_it_is_here(cluster: Cluster, tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    own_templates(root)
    (root / "templates" / "sop.html.j2").write_text("<img src='tidak.png'>", encoding="utf-8")
    here = run_build(root, tmp_path / "out", "--only", "K.1.1.1.1")
    there = run_build(root, tmp_path / "lain", "--only", "K.1.1.1.1", "--executor", cluster.address)
    assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr)
    assert "tidak.png" in there.stderr
    assert files(tmp_path / "lain") == {}


def test_nothing_is_lost_when_a_worker_is_killed(
    linked_build: Path, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sopc.publish.store import Store

    put, victim = Store.put, cluster.workers[0]

    def put_and_kill(store: Store, key: str, data: bytes) -> None:
        put(store, key, data)
        if victim.poll() is None:  # after the first page that came back
            victim.kill()
            victim.wait()

    monkeypatch.setattr(Store, "put", put_and_kill)
    root, out = write_catalogue(tmp_path / "sops", LINKED), tmp_path / "out"
    result = run_build(root, out, "--executor", cluster.address)
    assert result.exit_code == 0, result.stderr
    assert victim.poll() is not None
    assert files(out) == files(linked_build)


def test_a_cluster_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    def impatient(address: str, **more: object) -> Client:
        del more
        return connect(address, timeout="200ms")

    monkeypatch.setattr(distributed, "Client", impatient)
    address = f"dask://127.0.0.1:{free_port()}"
    root = write_catalogue(tmp_path / "sops")
    result = run_build(root, tmp_path / "out", "--executor", address)
    assert result.exit_code == 2
    assert f"no cluster answers at `{address}`" in result.stderr
