"""Names of files are the same words on every system, and lead nowhere else on any."""

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from sopc.load.file_names import printable, stays_below


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (PureWindowsPath("sops\\sekretariat\\umum\\K.1.yaml"), "sops/sekretariat/umum/K.1.yaml"),
        (PureWindowsPath("C:\\kantor\\sops"), "C:/kantor/sops"),
        (PurePosixPath("sops/a\\b.yaml"), "sops/a\\b.yaml"),
        (PurePosixPath("sops/\udcff.yaml"), "sops/\N{REPLACEMENT CHARACTER}.yaml"),
    ],
)
def test_a_path_is_printed_with_forward_slashes(path: PurePath, words: str) -> None:
    assert printable(path) == words


@pytest.mark.parametrize("name", ["umum/K.1.yaml", "K.1.yaml", "a..b/..c.yaml"])
@pytest.mark.parametrize("kind", [PurePosixPath, PureWindowsPath])
def test_a_usual_name_stays_below(name: str, kind: type[PurePath]) -> None:
    assert stays_below(name, kind)


@pytest.mark.parametrize("name", ["../x.yaml", "a/../../x.yaml", "/etc/x.yaml", "a//x.yaml"])
@pytest.mark.parametrize("kind", [PurePosixPath, PureWindowsPath])
def test_a_name_that_leads_out_does_not(name: str, kind: type[PurePath]) -> None:
    assert not stays_below(name, kind)


@pytest.mark.parametrize(
    "name",
    ["..\\x.yaml", "a\\..\\..\\x.yaml", "C:x.yaml", "C:/x.yaml", "\\\\host\\x\\y.yaml", "a\\b"],
)
def test_a_name_that_leads_out_on_windows_does_not_there(name: str) -> None:
    assert not stays_below(name, PureWindowsPath)
