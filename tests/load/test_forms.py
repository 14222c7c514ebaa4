"""Forms: those that come with the program are sound, and faults in changes are told."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import Diagnostic
from sopc.load.forms import shipped_forms
from tests.catalogues import KATALOG, TODAY, write_catalogue
from tests.forms_of import data_of, form_of

FORMS = tuple(shipped_forms())
LINE = KATALOG[: KATALOG.index("formulir:")].count("\n") + 1


def checked(root: Path, form: str) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    """A catalogue whose form is written so, in one line: ``LINE``."""
    text = KATALOG.replace("formulir: lampung-2020", form)
    found = pipeline.check(write_catalogue(root, {"katalog.yaml": text}), TODAY)
    return found.catalogue, found.diagnostics


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_the_program_is_sound(name: str) -> None:
    assert form_of(name).base == name


def test_the_forms_are_those_that_were_promised() -> None:
    assert set(FORMS) == {"iso-9001-en", "lampung-2020", "permenpanrb-35-2012"}


def test_a_catalogue_that_names_no_form_has_the_regulation_s(tmp_path: Path) -> None:
    catalogue, _ = checked(tmp_path, "")
    assert catalogue is not None
    assert catalogue.settings.form == form_of("permenpanrb-35-2012")


def test_a_named_form_is_changed_word_by_word(tmp_path: Path) -> None:
    catalogue, found = checked(
        tmp_path,
        "formulir: {dasar: lampung-2020, kosong: '', kata: {kolom: {uraian: Aktivitas}}}",
    )
    assert found == ()
    assert catalogue is not None
    wanted = data_of("lampung-2020") | {"kosong": "", "dasar": "lampung-2020"}
    wanted["kata"]["kolom"]["uraian"] = "Aktivitas"
    assert catalogue.settings.form == type(catalogue.settings.form).model_validate(wanted)


@pytest.mark.parametrize(
    ("form", "message", "hint"),
    [
        ("lampung-2021", "there is no form `lampung-2021`", "did you mean `lampung-2020`?"),
        ("bebas", "there is no form `bebas`", f"known here: {', '.join(FORMS)}"),
        ("{dasar: lampung}", "there is no form `lampung`", "did you mean `lampung-2020`?"),
        ("{dasar: [a]}", "`dasar` is the name of a form", ""),
        ("[a, b]", "expected a group of `key: value` lines, not a list", ""),
        ("{kertass: A4}", "unknown key `kertass`", "did you mean `kertas`?"),
        ("{dassar: lampung-2020}", "unknown key `dassar`", "did you mean `dasar`?"),
        ("{bagan: {kolomm: [uraian]}}", "unknown key `kolomm`", "did you mean `kolom`?"),
        ("{kata: {mulay: Awal}}", "unknown key `mulay`", "did you mean `mulai`?"),
        (
            "{tanda_tangan: {letak: sampul}}",
            "expected `identitas` or `bagan`, not `sampul`",
            "",
        ),
        (
            "{tanda_tangan: {elektronik: bagan}}",
            "`elektronik` is one of the places in `letak`",
            "",
        ),
        ("{bagan: {kolom: [uraian, pelaksana, wakt]}}", "unknown column `wakt`",
         "did you mean `waktu`?"),
        (
            "{bagan: {kolom: [nomor, waktu]}}",
            "a chart has `uraian` and `pelaksana`, and each column once",
            "",
        ),
        (
            "{identitas: {kotak: [[tujuan]]}}",
            "`tujuan` has no word: give it one in `kata`",
            "",
        ),
        (
            "{identitas: {kotak: [[peringatn]]}}",
            "`peringatn` has no word: give it one in `kata`",
            "did you mean `peringatan`?",
        ),
        (
            "{identitas: {kotak: [[nomor, nama, unit]]}}",
            "one or two boxes stand side by side: write [[a, b], [c]]",
            "",
        ),
        ("{identitas: {baris: [Nomor SOP]}}", "`Nomor SOP` is not a key",
         "keys are lower case, such as `kepala-dinas`"),
        (
            "{kata: {baris: {nomer: No}}}",
            "`nomer` in `kata` names no row, box or column of the form",
            "did you mean `nomor`?",
        ),
        ("{kata: {halaman: 'Hal. {m}'}}", "placeholders are {n}, {jumlah}", ""),
        ("{kata: {kaki: '[{nomor'}}", "placeholders are {nomor}, {nama}", ""),
        ("{bulan: [Januari]}", "expected 12 entries or more, not 1", ""),
        ("{satuan: {desimal: ;}}", "expected `,` or `.`, not `;`", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_is_said_where_it_stands(
    tmp_path: Path, form: str, message: str, hint: str
) -> None:
    catalogue, found = checked(tmp_path, f"formulir: {form}")
    assert catalogue is None
    assert [(str(one.message), str(one.hint)) for one in found] == [(message, hint)]
    assert found[0].place.line == LINE
