"""Tables for spreadsheets: every cell is shown, and none is reckoned out."""

import csv
import io

import pytest

from sopc.publish.tables import csv_table


def cells(*values: object) -> list[str]:
    columns = [f"k{place}" for place in range(len(values))]
    table = csv_table(columns, [dict(zip(columns, values, strict=True))])
    head, row = csv.reader(io.StringIO(table))
    assert head == columns
    return row


@pytest.mark.parametrize("first", [*"=+-@＝＋－＠", "\t", "\n"])
def test_no_text_is_a_formula(first: str) -> None:
    text = f"{first}HYPERLINK(1)"
    assert cells(text) == [f"'{text}"]
    assert cells(f"a{text}") == [f"a{text}"]


@pytest.mark.parametrize("first", "=+-@＝＋－＠")
@pytest.mark.parametrize("end", [";", "; ", ';"', "\t", "\n"])
def test_no_text_is_a_formula_where_semicolons_part_cells(first: str, end: str) -> None:
    text = f"{first}HYPERLINK(1)"
    assert cells(f"Judul{end}{text}") == [f"Judul{end[0]}'{end[1:]}{text}"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_no_row_begins_within_a_text(end: str) -> None:
    assert cells(f"a{end}b", f"{end}=1") == ["a\nb", "'\n'=1"]


def test_all_else_is_as_it_was() -> None:
    assert cells("", None, -3, "2–4; a = b", '"ya"', "baris\nkedua") == [
        "", "", "-3", "2–4; a = b", '"ya"', "baris\nkedua",
    ]  # fmt: skip
