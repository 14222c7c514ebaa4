"""What an SOP says, as bytes: the same for the same meaning, however its file is laid out.

Comments, order of keys, line breaks and a list of one written as a single value do not matter; nor
do the editor's own records, which are not printed as part of the procedure (``sumber``,
``pengecualian``, ``ditinjau``, and when a related SOP was last looked at). Printed pages carry a
digest of it, so the form must not change with versions: new keys of the model need a default that
leaves it as it is.
"""

import json
from hashlib import sha256

from pydantic.main import IncEx

from sopc.catalogue.sop import Sop

_RECORDS: dict[str, IncEx | bool] = {
    "source": True,
    "waivers": True,
    "reviewed": True,
    "related": {"__all__": {"confirmed"}},
}


def canonical(sop: Sop, *, without: frozenset[str] = frozenset()) -> bytes:
    """The SOP as canonical JSON (UTF-8, sorted keys, Indonesian key names, defaults left out).

    ``without`` names fields (as the model calls them) that shall not count.
    """
    exclude = _RECORDS | dict.fromkeys(without, True)
    data = sop.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=exclude)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(sop: Sop) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(sop)).hexdigest()
