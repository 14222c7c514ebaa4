"""Ctrl-C ends the desk and what prints for it, with a page open, and leaves nothing behind."""

import os
import re
import signal
import sys
from pathlib import Path
from select import select
from subprocess import PIPE, Popen
from urllib.request import urlopen

from tests.catalogues import FIRST, write_catalogue


def children_of(process: int) -> list[int]:
    """The processes that one has begun, each as something that tells of its end."""
    lists = (each / "children" for each in Path(f"/proc/{process}/task").iterdir())
    return [os.pidfd_open(int(word)) for each in lists for word in each.read_text().split()]


def test_ctrl_c_ends_all_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    root, temporary = write_catalogue(tmp_path / "sops"), tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "sopc", "serve", "--no-open", "--sops", str(root)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with Popen(command, stdout=PIPE, stderr=PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http\S+/", process.stdout.readline())
        assert found is not None
        address = found[0]
        with urlopen(f"{address}events") as events:
            assert events.readline()
            with urlopen(f"{address}pages/{FIRST}?width=400") as answer:
                assert answer.status == 200
            while b"printed" not in events.readline():  # by a worker
                pass
            started = children_of(process.pid)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, "")
    assert started
    assert list(temporary.iterdir()) == []
    for each in started:
        assert select([each], [], [], 60)[0], "it goes on"
        os.close(each)
