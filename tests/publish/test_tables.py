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
    assert cells(text, f"a{text}") == [f"'{text}", f"a{text}"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_no_row_begins_within_a_text(end: str) -> None:
    assert cells(f"a{end}=1", f"{end}=1") == ["a\n=1", "'\n=1"]


def test_all_else_is_as_it_was() -> None:
    assert cells("", None, -3, "2–4, a", '"ya"', "baris\nkedua") == [
        "", "", "-3", "2–4, a", '"ya"', "baris\nkedua",
    ]  # fmt: skip
