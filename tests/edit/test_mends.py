"""Every mend: a planted fault is mended, the finding is gone, nothing else is touched."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import Diagnostic, Severity
from sopc.edit.patched import patched
from tests.catalogues import FIRST, TODAY, write_catalogue
from tests.edit.mends import FAULTS, MORE, SECOND, SOUND, THIRD, Planted
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


def test_the_office_s_own_spelling_is_put_in_wherever_a_word_stands(tmp_path: Path) -> None:
    wrong = SOUND[FIRST].replace("Surat", "surat")
    wrong += "peringatan: ['Suratmu, surat', \"su\\x72at\"]\n"
    katalog = SOUND["katalog.yaml"] + "istilah: {Surat: [surat, warkat]}\n"
    root = write_catalogue(tmp_path, {FIRST: wrong, "katalog.yaml": katalog})
    result = sopc("check", "--sops", root, "--fix", "--select", "TXT001")
    text = (root / FIRST).read_text()
    assert "peringatan: ['Suratmu, Surat', \"su\\x72at\"]\n" in text  # an escape is left
    assert "nama: Menerima Surat\n" in text
    assert "uraian: Memeriksa Surat," in text
    assert result.stdout.count("warning TXT001") == 1


def test_a_successor_that_was_revoked_is_followed_to_the_one_in_force(tmp_path: Path) -> None:
    fourth = SOUND[THIRD].replace("K.1.1.1.3", "K.1.1.1.4").replace("K.1.1.1.2", "K.1.1.1.3")
    file = "sekretariat/umum/K.1.1.1.4.yaml"
    root = write_catalogue(tmp_path, SOUND | {file: fourth.replace("Mencatat", "Lama")})
    assert "LNK014: write `K.1.1.1.2`" in sopc("check", "--sops", root, "--fix").stdout
    assert "digantikan: K.1.1.1.2" in (root / file).read_text()


def test_where_two_mends_are_right_or_none_there_is_none(tmp_path: Path) -> None:
    more = {
        "uu-1-2020": "uu-2-2020",  # another number
        "pelaksana: [kepala, staf]": "pelaksana: [kepala, staf, pengawas]",
        "disahkan: 2025-01": "disahkan: 2025-01\nditinjau: 2025-02",
    }
    text = SOUND[FIRST]
    for right, wrong in more.items():
        text = text.replace(right, wrong, 1)
    circle = SOUND[THIRD].replace("K.1.1.1.2", "K.1.1.1.3") + "keterkaitan: [K.1.1.1.3]\n"
    files = SOUND | {FIRST: text + "keterkaitan: [K.1.1.1.3, K.1.1.1.9]\n", THIRD: circle}
    found = pipeline.check(write_catalogue(tmp_path, files), TODAY).diagnostics
    assert {each.code for each in found if each.fix} == set()
    assert {"LNK001", "LNK002", "LNK003", "LNK005", "LNK006", "LNK014"} <= {
        each.code for each in found
    }


def test_a_waiver_is_left_where_what_it_waives_may_be_hidden(tmp_path: Path) -> None:
    waiving = SOUND[FIRST] + "pengecualian: {kode: LNK006, alasan: x}\nketerkaitan: [K.1.1.1.3]\n"
    files = SOUND | {FIRST: waiving, THIRD: SOUND[THIRD] + "lagi: 1\n"}
    result = sopc("check", "--sops", write_catalogue(tmp_path, files), "--fix")
    assert "WVR001" in result.stdout
    assert "mended" not in result.stdout
    assert (tmp_path / FIRST).read_text() == waiving


def test_a_file_begins_like_those_beside_it(tmp_path: Path) -> None:
    line = "# yaml-language-server: $schema=../../.sopc/sop.json\r\n"
    with_line = {name: line.rstrip() + "\n" + SOUND[name] for name in (FIRST, THIRD)}
    root = write_catalogue(tmp_path, SOUND | with_line)
    windows = "\ufeff" + SOUND[SECOND].replace("\n", "\r\n")
    (root / SECOND).write_bytes(windows.encode())
    assert "SKM007: begin the file with" in sopc("check", "--sops", root, "--fix").stdout
    assert (root / SECOND).read_bytes().decode() == "\ufeff" + line + windows.removeprefix("\ufeff")
