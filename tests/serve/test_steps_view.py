"""The table of steps: rows, lanes and ways as the file has them, whatever stands there."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sopc.serve.html import Html
from sopc.serve.steps_view import steps_of

NAMES = {"kepala": "Kepala Dinas", "staf": "Staf", "sekretaris": "Sekretaris"}
FLOW = """\
pelaksana: [kepala, sekretaris, staf]
langkah:
  - {uraian: Menerima surat, pelaksana: staf, waktu: 5 menit, kode: menerima}
  - {uraian: Memeriksa surat, pelaksana: kepala, keputusan: {ya: arsip, tidak: 1}}
  - uraian: Menelaah
    rangkaian:
      - {pelaksana: sekretaris, kode: telaah}
      - {pelaksana: [kepala, staf], lanjut: selesai}
  - {uraian: Mengarsipkan, pelaksana: staf, kode: arsip, lanjut: hilang, kelengkapan: [a, b]}
"""


def test_ways_lead_to_rows_by_codes_and_places() -> None:
    view = steps_of(yaml.safe_load(FLOW), NAMES, {})
    assert [(lane.called, lane.is_free) for lane in view.lanes] == [
        ("Kepala Dinas", False),
        ("Sekretaris", False),
        ("Staf", False),
    ]
    ways = [[(w.word, w.goal) for p in row.parts for w in p.ways] for row in view.rows]
    assert ways == [[], [("ya", 4), ("tidak", 1)], [(None, "selesai")], [(None, None)]]
    symbols = [[part.symbol for part in row.parts] for row in view.rows]
    assert symbols == [["mulai"], ["keputusan"], ["proses", "selesai"], ["proses"]]
    assert [goal.value for goal in view.goals] == [1, 2, [3, 1], [3, 2], 4]
    assert view.rows[3].standards[0].said == "a\nb"


def test_a_target_that_is_not_there_is_shown_as_missing() -> None:
    view = steps_of(yaml.safe_load(FLOW), NAMES, {})
    html = Html("id", "/x").write("steps.html", view=view, actors=NAMES, file="a.yaml")
    choice = html[html.index('<select id="s-4-p1-way-1"') :].split("</select>")[0]
    assert 'aria-invalid="true"' in choice
    assert '<option value="" selected>tidak ada: hilang</option>' in choice
    assert choice.count(" selected") == 1


def test_a_lane_in_which_nothing_stands_may_go_and_one_that_lacks_is_shown() -> None:
    value = {"pelaksana": ["kepala"], "langkah": {"uraian": "x", "pelaksana": "staf"}}
    view = steps_of(value, NAMES, {})
    assert [(lane.actor, lane.is_free) for lane in view.lanes] == [
        ("kepala", True),
        ("staf", False),
    ]
    assert len(view.rows) == 1


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["staf", "a", "selesai", "<b>"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["uraian", "pelaksana", "rangkaian", "keputusan", "lanjut", "kode", "waktu", "ya"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@given(ANY, ANY)
def test_whatever_stands_there_is_shown(steps: object, lanes: object) -> None:
    view = steps_of({"langkah": steps, "pelaksana": lanes}, NAMES, {})
    html = Html("id", "/x")
    text = html.write("steps.html", view=view, actors=NAMES, file="a.yaml")
    assert "<b>" not in text
    count = len(steps) if isinstance(steps, list) else 0 if steps is None else 1
    assert text.count("<tbody") == count
