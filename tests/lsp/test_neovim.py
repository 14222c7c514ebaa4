"""A real editor's client: Neovim, set up as the editor's guide says, does what its user does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sopc.load.loader import load_catalogue
from tests.catalogues import FIRST, SOP, sop, write_catalogue

SCRIPT = Path(__file__).with_name("neovim.lua")
GUIDE = Path(__file__).parents[2] / "docs" / "editors-guide.md"
SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
CITING = sop("K.1.1.1.2", "status: dicabut\ndigantikan: K.1.1.1.1\n")


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_a_users_day_in_neovim(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path.resolve() / "sops", {FIRST: SOP, SECOND: CITING})
    report = tmp_path / "report.json"
    (setup,) = re.findall(r"```lua\n(local servers.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "init.lua").write_text(setup, "utf-8")
    program = tmp_path / "sopc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sopc --lang en "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "SOPC_FILE": str(root / FIRST),
        "SOPC_OTHER": str(root / SECOND),
        "SOPC_REPORT": str(report),
    }
    words = ["nvim", "--headless", "-i", "NONE", "-u", str(tmp_path / "init.lua")]
    words += ["-c", f"luafile {SCRIPT}"]
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    happened = json.loads(report.read_text("utf-8"))
    assert "fault" not in happened, (happened, done.stderr)
    assert (happened["at_first"], happened["servers"]) == ([], 1)
    assert happened["typed"][0] == "LNK002 5:20"
    assert "staf: Staf" in happened["offered"]
    assert happened["hover"] == "**Staf**"
    assert happened["definition"] == "pelaksana.yaml:4"
    assert happened["other"] == CITING.replace("K.1.1.1.1", "K.1.1.1.9").splitlines()
    loaded = load_catalogue(root)
    assert loaded.diagnostics == ()
    assert loaded.catalogue is not None
    assert [*loaded.catalogue.actors] == ["kepala", "sekretaris", "kasubbag", "staf-umum"]
    assert [entry.name for entry in loaded.catalogue.entries] == ["K.1.1.1.2", "K.1.1.1.9"]
