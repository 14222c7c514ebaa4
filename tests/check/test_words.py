"""What the rules of words rest on: the face's letters, and how words are compared."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sopc import pipeline
from sopc.catalogue.form import TypefaceName
from sopc.check.words.faces import letters_of
from sopc.check.words.letter import CODE
from sopc.markup.plain import plain, plain_title
from sopc.render.resources import FAMILIES
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue


@pytest.mark.parametrize("typeface", FAMILIES)
def test_the_letters_are_those_of_the_printed_face(typeface: TypefaceName) -> None:
    faces = printed_faces(typeface)
    upright, bold = (
        {code for code in TTFont(face.path).getBestCmap() if code >= ord(" ")}
        for face in (faces.regular, faces.bold)
    )
    assert {chr(code) for code in upright & bold} == letters_of(typeface)


def test_a_letter_is_looked_for_in_the_face_of_the_form(tmp_path: Path) -> None:
    text = SOP.replace("Mengarsipkan surat", "Ke arsip → ῼ ⁂")
    found = {}
    for typeface in FAMILIES:
        settings = KATALOG.replace("lampung-2020", f"{{huruf: {typeface}}}")
        write_catalogue(tmp_path, {FIRST: text, "katalog.yaml": settings})
        checked = pipeline.check(tmp_path, TODAY)
        found[typeface] = [
            str(each.message)[len("the printed face has no `") :][0]
            for each in checked.diagnostics
            if each.code == CODE
        ]
    assert found == {"Source Sans": ["⁂"], "Roboto": ["→"]}


def test_words_are_compared_without_capitals_signs_and_spaces() -> None:
    assert (
        plain("  Kasubbag Umum & Kepeg. ") == plain("KASUBBAG UMUM/KEPEG") == "kasubbag umum kepeg"
    )
    assert plain("- … _") == ""
    assert plain_title("SOP: Surat-Masuk") == plain_title("surat masuk")
    assert plain_title("SOPir") == "sopir"
