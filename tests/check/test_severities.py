"""What an office says of a finding is obeyed, unless no right page could be printed with it.

Each code is tried on its own bad examples: those that have no errors of another code.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sopc import pipeline
from sopc.check.recorded import RECORDED_FOR_NOTHING
from sopc.check.rules import CHANGES, RULES
from sopc.check.waivers import WAIVING
from sopc.codes import MANUAL, PAGES
from sopc.diagnostics import Diagnostic, ManualPage, Severity
from tests.books import text_of
from tests.catalogues import FIRST, KATALOG, ROOT_FILES, STRICT, TODAY, write_catalogue
from tests.check.test_rules import EXAMPLES, expected, files_of, write_source
from tests.repositories import write_history
from tests.running import build, sopc

BINDING = [page for page in PAGES if page.binding]
CHOSEN = [page for page in PAGES if not page.binding]
RECORDED = {RECORDED_FOR_NOTHING.code}
"""Tried in ``tests/cli/test_check_choice.py``, also with what a catalogue chooses for it."""
NO_EXAMPLE = {"WVR002"} | RECORDED
"""Tried in ``tests/check/test_waivers.py``."""


def alone(code: str) -> list[Path]:
    """The bad examples of a code in which nothing else is wrong."""
    examples = sorted((EXAMPLES / code).glob("bad-*.txt"))
    return [e for e in examples if {found.code for found in expected(files_of(e))} == {code}]


def identity(value: object) -> str:
    return value.code if isinstance(value, ManualPage) else Path(str(value)).stem


def with_setting(files: Mapping[str, str], code: str, level: str) -> dict[str, str]:
    """The files of a catalogue that gives a code another severity."""
    setting = f'pemeriksaan: {{{code}: "{level}"}}\n'
    return {**files, "katalog.yaml": files["katalog.yaml"] + setting}


def with_waivers(files: Mapping[str, str], code: str) -> dict[str, str]:
    """The files of a catalogue whose SOPs all let the findings of a code stand."""
    waiver = f"pengecualian: {{kode: {code}, alasan: Begitu adanya.}}\n"
    return {name: text + waiver if "/" in name else text for name, text in files.items()}


def found_in(root: Path, files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    return pipeline.check(write_catalogue(root, files), TODAY).diagnostics


def test_every_code_that_is_left_to_the_office_has_an_example_of_its_own() -> None:
    assert {page.code for page in CHOSEN if not alone(page.code)} == NO_EXAMPLE


@pytest.mark.sampled(35)
@pytest.mark.parametrize("page", [p for p in CHOSEN if p.code not in NO_EXAMPLE], ids=identity)
def test_a_catalogue_passes_with_what_its_office_lets_stand(
    tmp_path: Path, page: ManualPage
) -> None:
    level = "warning" if page.severity is Severity.INFO else "info"
    for number, example in enumerate(alone(page.code)):
        past = [files_of(example, time) for time in ("once", "before")]
        states = [state for state in past if len(state) > 1]
        now = with_setting(files_of(example), page.code, level)
        root = write_history(tmp_path / str(number), *states, now)
        since = ("--since", "HEAD") if states else ()
        source = write_source(example, root)
        looked_up = ("--source", source) if source else ()
        result = sopc("check", "--sops", root, "--format", "json", *since, *looked_up)
        assert result.exit_code == 0, result.stdout
        severities = [f["severity"] for f in json.loads(result.stdout) if f["code"] == page.code]
        assert set(severities) == {level}
        assert "WVR002" not in result.stdout


ERRORS = [page for page in CHOSEN if page.severity is Severity.ERROR] + [MANUAL["NUM006"]]
CHANGED = {rule.code for rule in CHANGES}
PRINTED = [e for p in ERRORS if p.code not in CHANGED for e in alone(p.code)]
Built = Callable[[str], Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What is built of an example, by its name, when its errors are let stand."""
    done: dict[str, Path] = {}

    def build_once(name: str) -> Path:
        if name not in done:
            code, _, _ = name.partition("/")
            root = tmp_path_factory.mktemp(name.replace("/", "-"))
            files = with_setting(files_of(EXAMPLES / f"{name}.txt"), code, "info")
            done[name] = build(write_catalogue(root / "sops", files), root / "out")
        return done[name]

    return build_once


@pytest.mark.sampled(10)
@pytest.mark.parametrize("example", PRINTED, ids=lambda e: f"{e.parent.name}/{e.stem}")
def test_an_error_that_the_office_lets_stand_does_not_hinder_the_build(
    built: Built, example: Path
) -> None:
    out = built(f"{example.parent.name}/{example.stem}")
    rows = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert len(rows) == sum("/" in name for name in files_of(example))
    for row in rows:
        assert row["status"] != "berlaku" or (out / row["berkas"]).is_file()


@pytest.mark.parametrize("example", PRINTED, ids=lambda e: f"{e.parent.name}/{e.stem}")
def test_an_sop_may_let_such_an_error_stand(tmp_path: Path, example: Path) -> None:
    code = example.parent.name
    before = found_in(tmp_path / "before", files_of(example))
    # what stands in a root file is no SOP's
    wrong = {Path(d.place.file).name for d in before if d.code == code} - set(ROOT_FILES)
    after = found_in(tmp_path / "after", with_waivers(files_of(example), code))
    assert wrong
    remaining = {Path(d.place.file).name for d in after if d.code == code}
    assert remaining <= set(ROOT_FILES)
    # those in whose files nothing was found
    told = {Path(d.place.file).name for d in after if d.code == "WVR001"}
    assert told.isdisjoint(wrong)


@pytest.mark.parametrize(
    ("name", "symbols", "arrows"),
    [
        ("FLW003/bad-none", "process end", "1-2"),
        ("FLW003/bad-second", "start start process end", "1-2 2-2 2-2"),
        ("FLW004/bad-dead-end", "start process", "1-2"),
        ("FLW004/bad-round", "start process process end", "1-1 1-2 2-1"),
        (
            "FLW011/bad-alike",
            "start decision decision end",
            "1-1 1-1Tidak 1-1Ya 1-2Ya 2-1Tidak 2-1Ya 2-2YA",
        ),
    ],
)
def test_a_flowchart_that_is_let_stand_shows_what_its_file_says(
    built: Built, name: str, symbols: str, arrows: str
) -> None:
    svg = ElementTree.parse(built(name) / "flowchart" / "K.1.1.1.1.svg")
    kinds = [each.get("data-kind") for each in svg.findall(".//{*}g[@class='symbol']")]
    edges = [
        "{data-from}-{data-to}{data-label}".format_map(each.attrib)
        for each in svg.findall(".//{*}g[@class='edge']")
    ]
    assert Counter(kinds) == Counter(symbols.split())
    assert sorted(edges) == arrows.split()


def test_a_number_that_does_not_fit_its_folder_or_file_is_printed_as_it_is(built: Built) -> None:
    def row(name: str) -> dict[str, str]:
        (only,) = json.loads((built(name) / "index.json").read_text(encoding="utf-8"))
        return dict(only)

    misplaced = row("NUM003/bad-other-section")
    assert (misplaced["nomor"], misplaced["seksi"]) == ("K.1.1.2.1", "Sub Bagian Umum")
    assert row("NUM005/bad-slash")["berkas"] == "sop/SOP-001-2025.pdf"


def test_a_number_that_no_sop_has_is_printed_without_a_title(built: Built) -> None:
    pages = text_of(built("LNK001/bad-number") / "sop" / "K.1.1.1.1.pdf")
    assert "SOP (K.1.1.1.11)" in " ".join(" ".join(pages).split())


@pytest.mark.parametrize("page", BINDING, ids=identity)
def test_a_setting_for_what_cannot_be_printed_is_refused(tmp_path: Path, page: ManualPage) -> None:
    assert page.severity is Severity.ERROR
    katalog = KATALOG.replace("pemeriksaan: {", f"pemeriksaan: {{{page.code}: info, ")
    (told,) = (d for d in found_in(tmp_path, {"katalog.yaml": katalog}) if d.code == "WVR002")
    assert told.message == f"`{page.code}` is always an error"
    assert told.hint == f"`sopc rules {page.code}` says why: remove it here"


LISTED = {
    FIRST: "nomor: K.1.1.1.1\nnama: Contoh\npelaksana: staf\n"
    "langkah: [{uraian: Menulis, pelaksana: staf, waktu: kondisional}]\n"
}
"""Its step has no output (MTB001, a warning), and no amount of time (MTB002, for information)."""


@pytest.mark.parametrize(
    ("chosen", "levels"),
    [
        ("{}", {"MTB001": "warning", "MTB002": "info"}),
        ("{mutu: error}", {"MTB001": "error", "MTB002": "error"}),
        ("{mutu: 'off'}", {}),
        ("{mutu: error, MTB001: info}", {"MTB001": "info", "MTB002": "error"}),
        ("{MTB001: info, mutu: 'off'}", {"MTB001": "info"}),
        ("{alur: error}", {"MTB001": "warning", "MTB002": "info"}),
    ],
)
def test_a_group_is_set_at_once_but_for_what_is_said_of_its_codes(
    tmp_path: Path, chosen: str, levels: dict[str, str]
) -> None:
    found = found_in(tmp_path, {**LISTED, "katalog.yaml": f"{STRICT}pemeriksaan: {chosen}\n"})
    assert {d.code: d.severity for d in found if d.code.startswith("MTB")} == levels
    assert "WVR002" not in {d.code for d in found}


def test_a_group_does_not_make_less_of_what_cannot_be_printed(tmp_path: Path) -> None:
    files = {**files_of(EXAMPLES / "FLW001/bad-lanjut.txt")}
    files["katalog.yaml"] += "pemeriksaan: {alur: info}\n"
    found = found_in(tmp_path, files)
    assert {d.severity for d in found if d.code == "FLW001"} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("berkas", "all codes of `berkas` are always errors", "remove it here"),
        ("muttu", "nothing has the code `muttu`", "did you mean `mutu`?"),
        (
            "keamanan",
            "nothing has the code `keamanan`",
            "a code that `sopc rules` lists, or one of",
        ),
    ],
)
def test_a_group_that_cannot_be_set_is_told(
    tmp_path: Path, name: str, message: str, hint: str
) -> None:
    katalog = STRICT + f"pemeriksaan: {{{name}: info}}\n"
    (told,) = (d for d in found_in(tmp_path, {"katalog.yaml": katalog}) if d.code == "WVR002")
    assert told.message == message
    assert str(told.hint).startswith(hint)


RULED = {rule.code for rule in RULES}
TRIED = [e for page in BINDING for e in sorted((EXAMPLES / page.code).glob("bad-*.txt"))]


@pytest.mark.parametrize("example", TRIED, ids=lambda e: f"{e.parent.name}/{e.stem}")
def test_what_cannot_be_printed_stays_an_error(tmp_path: Path, example: Path) -> None:
    code, files = example.parent.name, files_of(example)
    before = [d.message for d in found_in(tmp_path, files) if d.code == code]
    assert before
    settled = [with_setting(files, code, "off")]
    if code in RULED:  # a file that is not read has no waivers
        settled.append(with_waivers(files, code))
    for each in settled:
        after = [d for d in found_in(tmp_path, each) if d.code == code]
        assert [d.message for d in after] == before
        assert {d.severity for d in after} == {Severity.ERROR}


def test_a_waiver_of_what_cannot_be_printed_is_told_to_be_in_vain(tmp_path: Path) -> None:
    example = files_of(EXAMPLES / "NUM002" / "bad-same-number.txt")
    found = found_in(tmp_path, with_waivers(example, "NUM002"))
    told = {(d.message, d.hint) for d in found if d.code == "WVR001"}
    hint = "`sopc rules NUM002` says why: remove the waiver"
    assert told == {("NUM002 cannot be waived", hint)}


def test_what_is_found_before_and_after_the_rules_run_cannot_be_left_standing() -> None:
    settled = RULED | RECORDED | {page.code for page in WAIVING}
    assert {page.code for page in CHOSEN} <= settled


@pytest.mark.parametrize("page", PAGES, ids=identity)
def test_the_manual_says_of_each_error_whether_it_may_be_let_stand(page: ManualPage) -> None:
    said = " ".join(page.text.split())
    always = f"Always an error. {page.binding} Bad::" in said
    left = "unless ``pemeriksaan`` in katalog.yaml says otherwise" in said
    error = page.severity is Severity.ERROR
    assert (always, left) == (bool(page.binding), error and not page.binding)
