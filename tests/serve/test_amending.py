"""Changes of any kind in any SOP: every arrow keeps its step, every comment stays, and what cannot
be done is said in a sentence."""

import json
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.diagnostics import SopcError
from sopc.edit.draft import Draft
from sopc.edit.patched import is_same
from sopc.load.kinds import SOP
from sopc.load.validate import validate
from sopc.rewrite.raw_sop import RawSop, Spot
from sopc.serve.amending import amended
from sopc.serve.asked import request_of
from sopc.serve.conflict import Conflict
from sopc.serve.drafting import NotNow
from tests.examples import at_most
from tests.rewrite.stepped import LAYOUTS, Steps

SOPS = sorted(
    path for path in (Path(__file__).parents[2] / "sops").rglob("*.yaml") if path.stem[:1] == "V"
)
KINDS = ("mulai", "proses", "keputusan", "selesai")
ACTORS = ("staf", "kepala", "sekretaris")


def changed(raw: bytes, **change: Any) -> bytes:
    """A file with a change made, as a page asks for it."""
    body = json.dumps({"version": "", "change": change}).encode()
    document = Draft.of(raw, "x.yaml").document
    file: Any = SimpleNamespace(raw=raw, document=document, name="x.yaml")
    return amended(file, request_of(body).change)


def sop_in(raw: bytes) -> RawSop:
    return RawSop(Draft.of(raw, "x.yaml").document)


def a_change(sop: RawSop, random: Random) -> dict[str, Any]:
    count = len(sop.rows)
    row = random.randint(1, count)
    part = random.randint(1, max(1, len(sop.chain(row))))
    spot = {"step": row, "part": part if sop.chain(row) else None}
    target: Any = random.choice(
        [random.randint(1, count), list(random.choice(sop.spots)), "selesai"]
    )
    decision = sop.part(Spot(row, part)).get("keputusan")
    labels = list(decision) if isinstance(decision, dict) else []
    changes: list[dict[str, Any]] = [
        {"op": "step.insert", "after": random.randint(0, count), "actors": [random.choice(ACTORS)],
         "text": f"Baru: satu, {random.random()}"},
        {"op": "step.remove", "step": row, "lead_to": random.randint(1, count)},
        {"op": "step.move", "step": row, "after": random.randint(0, count)},
        {"op": "step.place", **spot, "actor": random.choice(ACTORS), "on": random.random() < 0.7,
         "only": random.random() < 0.3},
        {"op": "step.kind", **spot, "kind": random.choice(KINDS)},
        {"op": "step.arrow", **spot, "label": random.choice([*labels, "ragu"]), "to": target},
        {"op": "step.arrow", **spot, "to": random.choice([target, None])},
        {"op": "step.word", **spot, "label": random.choice([*labels, "x"]), "new": "bila: perlu"},
        {"op": "step.split", "step": row},
        {"op": "step.join", "step": row},
        {"op": "lane.insert", "actor": random.choice(ACTORS), "at": random.choice([None, 0])},
        {"op": "lane.move", "actor": random.choice(ACTORS), "to": random.randint(0, 3)},
        {"op": "lane.remove", "actor": random.choice(ACTORS)},
    ]  # fmt: skip
    return random.choice(changes)


def arrows(sop: RawSop) -> dict[tuple[str, str], str]:
    """Where it is written that steps lead, by what they say: nothing that counts."""
    found = {}
    for spot in sop.spots:
        part, said = sop.part(spot), said_at(sop, spot)
        decision = part.get("keputusan")
        ways = decision.items() if isinstance(decision, dict) else enumerate(decision or [])  # type: ignore[arg-type]
        for label, target in (*ways, *([("", part["lanjut"])] if "lanjut" in part else [])):
            found[said, str(label)] = goal_of(sop, target)
    return found


def goal_of(sop: RawSop, target: object) -> str:
    goal = sop.goal(target)
    return said_at(sop, goal) if isinstance(goal, Spot) else str(goal)


def said_at(sop: RawSop, spot: Spot) -> str:
    return f"{sop.rows[spot.row - 1].get('uraian')} {spot.part}"


def is_right(sop: RawSop) -> bool:
    """Whether a file is an SOP by its form."""
    return validate(SOP, sop.document, {})[0] is not None


def hold(raw: bytes, change: dict[str, Any], before: RawSop) -> bytes:
    """Make a change and look what came of it."""
    try:
        after = changed(raw, **change)
    except Conflict:
        raise AssertionError("nobody has changed anything") from None
    except SopcError:
        return raw
    sop = sop_in(after)
    old, new = arrows(before), arrows(sop)
    if change["op"] in ("step.insert", "step.move", "step.place", "lane.insert", "lane.move"):
        assert new == old
        texts = [str(row.get("uraian")) for row in before.rows]
        kept = [str(row.get("uraian")) for row in sop.rows if str(row.get("uraian")) in texts]
        assert sorted(kept) == sorted(texts)
    if change["op"] == "step.arrow" and change["to"] == "selesai":
        spot = Spot(change["step"], change["part"] or 1)
        assert new[said_at(sop, spot), change.get("label") or ""] == "selesai"
    if change["op"] == "step.remove":
        assert len(sop.rows) == len(before.rows) - 1
        assert "None" not in [to for way, to in new.items() if old.get(way) != "None"]
    if is_right(before):
        assert is_right(sop), change
    return after


@at_most(120)
@given(st.integers(0, 10**9), st.sampled_from(LAYOUTS))
def test_arrows_keep_their_steps_whatever_is_changed(seed: int, layout: str) -> None:
    random = Random(seed)
    raw = Steps(random, layout).text().encode()
    for _ in range(4):
        sop = sop_in(raw)
        change = a_change(sop, random)
        after = hold(raw, change, sop)
        if change["op"] not in (
            "step.remove",
            "step.join",
            "step.kind",
            "step.split",
            "step.arrow",
        ):
            assert after.count(b"#") == raw.count(b"#"), change
        raw = after


@pytest.mark.sampled(10)
@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_sops_of_the_real_catalogue_stay_right_whatever_is_changed(path: Path) -> None:
    random = Random(path.stem)
    raw = path.read_bytes()
    if not sop_in(raw).rows:
        return  # nothing in it to change so
    for _ in range(12):
        sop = sop_in(raw)
        raw = hold(raw, a_change(sop, random), sop)


@pytest.mark.parametrize("seed", range(20))
def test_a_decision_that_is_taken_back_leaves_nothing(seed: int) -> None:
    path = SOPS[seed * 4 % len(SOPS)]
    raw = path.read_bytes()
    sop = sop_in(raw)
    plain = [
        spot for spot in sop.spots
        if not {"keputusan", "lanjut", "jenis"} & sop.part(spot).keys() and spot != sop.spots[-1]
    ][1:]  # fmt: skip
    if not plain:
        return  # nothing in it to change so
    spot = Random(seed).choice(plain)
    at = {"step": spot.row, "part": spot.part if sop.chain(spot.row) else None}
    decided = changed(raw, op="step.kind", kind="keputusan", **at)
    assert is_right(sop_in(decided))
    value = sop_in(decided).part(spot)["keputusan"]
    assert isinstance(value, dict)
    assert list(value) == ["ya", "tidak"]
    again = sop_in(changed(decided, op="step.kind", kind="proses", **at))
    assert is_same(dict(again.part(spot)), dict(sop.part(spot)))


STEPS = """\
nomor: K.1.1.1.1
nama: Menerima Surat
pelaksana: [staf, kepala]
langkah:
  - uraian: Menerima
    pelaksana: staf
  - uraian: Memeriksa
    pelaksana: kepala
    keputusan: [1, selesai]
"""


def test_a_step_that_is_not_described_yet_is_drawn() -> None:
    raw = changed(STEPS.encode(), op="step.insert", after=1, actors=["staf"])
    assert "  - uraian: …\n    pelaksana: staf\n" in raw.decode()
    assert is_right(sop_in(raw))
    path = ["langkah", 0, "uraian"]
    raw = changed(STEPS.encode(), op="set", path=path, old="Menerima", new=" ")
    assert raw.decode() == STEPS.replace("Menerima\n", "…\n")
    assert changed(raw, op="set", path=path, old="…", new="Menerima").decode() == STEPS


def test_a_way_without_a_word_is_known_by_where_it_leads() -> None:
    raw = changed(STEPS.encode(), op="step.arrow", step=2, old="selesai", to=2)
    assert "kode: memeriksa" in raw.decode()
    assert "keputusan: [1, memeriksa]" in raw.decode()
    with pytest.raises(Conflict):
        changed(STEPS.encode(), op="step.arrow", step=2, old="lain", to=2)
    with pytest.raises(Conflict, match="it says “Menerima Surat”"):
        changed(STEPS.encode(), op="set", path=["nama"], old="Surat", new="Lain")


def test_the_first_step_of_a_draft_without_a_number_has_lines_of_its_own() -> None:
    before = b"nama: Contoh\npelaksana: [kepala, staf] # dari kiri\n"
    after = changed(before, op="step.insert", after=0, actors=["staf"], text="Menerima surat")
    assert after == before + b"langkah:\n  - uraian: Menerima surat\n    pelaksana: staf\n"


def test_an_end_that_is_led_on_is_an_end_no_more() -> None:
    flow = STEPS + "  - {uraian: Mengarsipkan, pelaksana: staf, kode: arsip, jenis: selesai}\n"
    change: dict[str, Any] = {"op": "step.arrow", "step": 3, "part": None, "old": None}
    raw = changed(flow.encode(), **change, to=1)
    assert "jenis" not in raw.decode()
    assert sop_in(raw).part(Spot(3, 1))["lanjut"] == "menerima"
    assert changed(flow.encode(), **change, to="selesai") == flow.encode()


def test_another_word_at_an_arrow_changes_nothing_else() -> None:
    flow = STEPS.replace("[1, selesai]", "{ya: selesai, tidak: 1}  # lihat catatan")
    change: dict[str, Any] = {"op": "step.word", "step": 2, "part": None, "label": "tidak"}
    raw = changed(flow.encode(), **change, new=" belum: ditolak ")
    assert raw.decode() == flow.replace("tidak:", '"belum: ditolak":')
    for new in ("ya", " "):
        with pytest.raises(NotNow):
            changed(flow.encode(), **change, new=new)
    with pytest.raises(NotNow):
        changed(STEPS.encode(), **change, new="belum")
