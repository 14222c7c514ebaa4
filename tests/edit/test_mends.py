"""Every mend: a planted fault is mended, the finding is gone, nothing else is touched."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import Diagnostic, Severity
from sopc.edit.patched import patched
from tests.catalogues import FIRST, TODAY, write_catalogue
from tests.edit.mends import FAULTS, MORE, SOUND, Planted
from tests.running import sopc


def grave(found: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(each.code for each in found if each.severity is not Severity.INFO)


def plain(text: str) -> str:
    return text


def of_windows(text: str) -> str:
    """The same text as other programs write it: with a mark at its beginning, and other ends of
    lines, of which the last is missing."""
    return "\ufeff" + text.replace("\n", "\r\n").removesuffix("\r\n")


def names(each: object) -> str:
    return f"{each.code} {each.wrong[:30]!r}" if isinstance(each, Planted) else ""


@pytest.mark.parametrize("planted", FAULTS, ids=names)
@pytest.mark.parametrize("written", [plain, of_windows])
def test_a_fault_with_one_safe_mend_is_mended_and_nothing_else(
    planted: Planted, written: Callable[[str], str], tmp_path: Path
) -> None:
    sound = SOUND[planted.file]
    assert planted.right in sound
    assert pipeline_findings(tmp_path / "sound", SOUND) == Counter()

    def with_words(words: str) -> bytes:
        text = sound.replace(planted.right, words, 1) if planted.right else words + sound
        return written(MORE + text).encode()

    expected = with_words(planted.mended or planted.right)
    root = write_catalogue(tmp_path / "faulty", SOUND)
    (root / planted.file).write_bytes(with_words(planted.wrong))
    before = pipeline.check(root, TODAY)
    (fault,) = (each for each in before.diagnostics if each.code == planted.code)
    assert fault.fix is not None
    assert fault.fix.edits
    alone = patched({fault.place.file: with_words(planted.wrong)}, [fault.fix])
    assert alone.files == {fault.place.file: expected}
    result = sopc("check", "--sops", root, "--fix")
    assert result.exit_code == 0
    assert f"{planted.code}: " in result.stdout
    assert "mended: 1 in 1 files" in result.stdout
    files = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert files[root / planted.file] == expected
    for file, text in SOUND.items():
        if file != planted.file:
            assert files[root / file] == text.encode()
    assert grave(pipeline.check(root, TODAY).diagnostics) == Counter()
    again = sopc("check", "--sops", root, "--fix")
    assert "mended" not in again.stdout
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == files


def pipeline_findings(root: Path, files: dict[str, str]) -> Counter[str]:
    return grave(pipeline.check(write_catalogue(root, files), TODAY).diagnostics)


def test_one_after_the_other_is_mended_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    wrong = "".join(f"peringatan{each}: awas: a{each}\n" for each in ("", "1"))
    wrong = wrong.replace("peringatan1", "peralatan") + SOUND[FIRST]
    root = write_catalogue(tmp_path, SOUND | {FIRST: wrong})
    result = sopc("check", "--sops", root, "--fix")
    right = 'peringatan: "awas: a"\nperalatan: "awas: a1"\n' + SOUND[FIRST]
    assert (root / FIRST).read_text() == right
    assert "mended: 2 in 1 files" in result.stdout


def test_what_hides_other_faults_is_mended_first_and_then_those(tmp_path: Path) -> None:
    wrong = SOUND[FIRST].replace("K.1.1.1.1", "k.1.1.1.01").replace("staf]", "staff]")
    root = write_catalogue(tmp_path, SOUND | {FIRST: wrong})
    result = sopc("check", "--sops", root, "--fix")
    assert (root / FIRST).read_text() == SOUND[FIRST]
    assert "mended: 2 in 1 files" in result.stdout
    assert result.exit_code == 0
