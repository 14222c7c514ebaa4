"""What is signed can be listened to as before: each field is a form of the structure, and says what
it is."""

from pathlib import Path

import pikepdf
import pytest

from sopc.sign.making.fields import prepare
from tests.pdfua import faults
from tests.sign.office import Office


@pytest.mark.parametrize("name", ["prepared", "signed", "stamped", "lasting"])
def test_what_is_signed_can_be_listened_to(
    office: Office, request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    if name == "prepared":
        pdf = prepare(office.unsigned(), office.document())
    else:
        pdf = request.getfixturevalue(name)
    path = tmp_path / "sop.pdf"
    path.write_bytes(pdf)
    assert faults(path) == []
    with pikepdf.open(path) as document:
        fields = [
            each for each in document.Root.AcroForm.Fields.as_list() if "/StructParent" in each
        ]
        forms = document.Root.StructTreeRoot.K.as_list()[1:]
        assert [form.K.Obj.objgen for form in forms] == [field.objgen for field in fields]
        assert len(forms) == 3
        assert {str(form.S) for form in forms} == {"/Form"}
