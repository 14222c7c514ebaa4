"""Whatever is renumbered, moved or retired in a repository: what a check would refuse is not done,
and what is done a check does not refuse."""

import os
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repositories import commit
from tests.rewrite.numbered import PATTERNS, Numbered
from tests.rewrite.test_renumbering import put, taken
from tests.running import sopc

_STATUSES = ("berlaku", "berlaku", "draf", "belum-disusun", "dicabut")


def a_catalogue(random: Random, pattern: str) -> Numbered:
    """One in which some SOPs are drafts, planned or retired; some have steps."""
    catalogue = Numbered(random, pattern)
    for name in catalogue.numbers:
        status = random.choice(_STATUSES)
        end = b"\r\n" if b"\r\n" in catalogue.files[name] else b"\n"
        more = [f"status: {status}"] if status != "berlaku" else []
        if status in ("berlaku", "draf"):
            more += ["pelaksana: [staf]", "langkah:", "  - {uraian: Mencatat, pelaksana: staf}"]
        lines = [catalogue.files[name], *(line.encode() for line in more)]
        catalogue.files[name] = end.join(lines) if more else lines[0]
        if catalogue.files[name].count(end + end):
            catalogue.files[name] = catalogue.files[name].replace(end + end, end)
    return catalogue


def a_command(random: Random, catalogue: Numbered) -> list[str]:
    known = sorted(catalogue.folders)
    one = random.choice(known)
    other = catalogue.number(catalogue.folders[one], random.randint(1, 9))
    void = random.choice(([], ["--void"]))
    shift = random.choice(([], ["--shift"]))
    folders = ["sekretariat/umum", "sekretariat/keuangan", "bidang"]
    words = {
        "renumber": ["renumber", one, other, *void, *shift],
        "exchange": ["renumber", one, known[0], known[0], one, *void],
        "move": ["move", one, random.choice(folders), *void],
        "section": ["move", random.choice(folders[:2]), "sekretariat/baru", *void],
        "renumbered section": ["move", folders[1], "sekretariat/4-baru", "--number", "4", *void],
        "unit": ["move", "sekretariat", "setda"],
        "retire": ["retire", one, *random.choice(([], ["--successor", known[0]]))],
    }
    return random.choice([*words.values()])


def try_commands(seed: int, pattern: str) -> list[str]:
    """Two commands, one after the other, in a repository; what came of each."""
    random = Random(seed)
    catalogue = a_catalogue(random, pattern)
    results = []
    with TemporaryDirectory() as folder:
        root = Path(folder, "sops")
        put(root, catalogue.files)
        commit(Path(folder))
        os.chdir(folder)
        assert sopc("check").exit_code == 0, sopc("check").stdout
        for _ in range(2):
            before, words = taken(root), a_command(random, catalogue)
            result = sopc(*words)
            results.append(f"{words} {result.exit_code} {result.stderr}")
            if result.exit_code == 0:
                checked = sopc("check", "--since", "HEAD")
                assert checked.exit_code == 0, (words, checked.stdout)
            else:
                assert taken(root) == before
                assert result.stderr.startswith("sopc: ") or "error" in result.stderr
    return results


@settings(max_examples=4)
@given(st.integers(0, 10**9), st.sampled_from(PATTERNS))
def test_what_is_done_is_no_error_and_what_would_be_is_not_done(seed: int, pattern: str) -> None:
    here = Path.cwd()
    try:
        try_commands(seed, pattern)
    finally:
        os.chdir(here)
