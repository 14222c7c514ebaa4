"""Numbers put into ``nomor_batal``, in whatever form that stands."""

import pytest
import yaml

from sopc.edit.patched import NotIntended
from sopc.edit.text_edits import applied
from sopc.load.yaml_reader import read_yaml
from sopc.rewrite.ground import File
from sopc.rewrite.voiding import called_void

NEW = {"K.1.1.1.8": "tidak jadi", "K.1.1.1.9": "salah: ketik #1"}
ENTRIES = [{"nomor": number, "alasan": why} for number, why in NEW.items()]
OLD = {"nomor": "K.1.1.1.7", "alasan": "lama"}


def written(text: str) -> str:
    """katalog.yaml with the numbers put in, held against what that means."""
    raw = text.encode()
    document, found = read_yaml(raw, "katalog.yaml")
    assert document is not None, found
    amendment = called_void(File("katalog.yaml", "katalog", raw, document), NEW)
    after = applied(text, amendment.edits)
    assert yaml.safe_load(after) == amendment.made(document.value)
    return after


@pytest.mark.parametrize(
    "text",
    [
        "nomor_batal:\n  - {nomor: K.1.1.1.7, alasan: lama} # sudah\ntahun: 2025\n",
        "nomor_batal:\n- nomor: K.1.1.1.7\n  alasan: lama\ntahun: 2025\n",
        "tahun: 2025\nnomor_batal: [{nomor: K.1.1.1.7, alasan: lama}]\n",
        "tahun: 2025\nnomor_batal: {nomor: K.1.1.1.7, alasan: lama} # satu\n",
        "nomor_batal:\n  nomor: K.1.1.1.7\n  alasan: lama\ntahun: 2025",
        "{tahun: 2025, nomor_batal: {nomor: K.1.1.1.7, alasan: lama}}\n",
    ],
)
def test_beside_what_is_there(text: str) -> None:
    after = written(text)
    assert yaml.safe_load(after)["nomor_batal"] == [OLD, *ENTRIES]
    assert after.count("#") == text.count("#") + 1


@pytest.mark.parametrize("text", ["tahun: 2025 # ini\n", "{tahun: 2025}", "a: 1\r\nb: [2]\r\n"])
def test_where_there_was_none(text: str) -> None:
    after = written(text)
    assert yaml.safe_load(after)["nomor_batal"] == ENTRIES
    assert ("\r" in after) == ("\r" in text)
    assert "\n" not in after.replace("\r\n", "") or "\r" not in text


@pytest.mark.parametrize("text", ["nomor_batal:\ntahun: 1\n", "nomor_batal: 3\n", "a: |\n  b"])
def test_where_there_is_no_place_for_them(text: str) -> None:
    with pytest.raises(NotIntended):
        written(text)
