"""The forms that come with the program, as models and as data to change."""

from copy import deepcopy
from typing import Any

from sopc.catalogue.form import Form
from sopc.load.forms import shipped_forms


def data_of(name: str) -> dict[str, Any]:
    """A form's data, to be changed at will."""
    data = deepcopy(shipped_forms()[name])
    assert isinstance(data, dict)
    return data


def form_of(name: str) -> Form:
    """A form as it comes with the program."""
    return Form.model_validate(data_of(name) | {"dasar": name})
