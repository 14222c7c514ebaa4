"""What a signed manifest says: an in-toto Statement, which is written in one form only.

``predicate`` holds what is ours: what was built from what, when it was sealed, and which in the
row of the office's manifests it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from sopc.sign.manifest.strict_form import Strict

MOST = 10**9
"""The highest number of a manifest."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00-\x1f]+$")]


@dataclass(frozen=True, slots=True)
class Last:
    """The manifest that was sealed before: which in the row it was, and its envelope's digest.

    Without one, the next is the first.
    """

    sequence: int = 0
    digest: str | None = None


class NotInFormError(ValueError):
    """Not a statement in the form in which statements are written here."""


class Digests(Strict):
    """The digests of a file."""

    sha256: Digest


class Subject(Strict):
    """A file, signed or as it was built, and its digest."""

    name: Name
    digest: Digests


class Enactment(Strict):
    """What is ours: ``built`` are the files before anyone signed them, ``sequence`` rises with each
    manifest that an office seals, ``previous`` is the digest of the one before."""

    built: dict[Name, Digest]
    inputs: dict[str, str]
    versions: dict[str, str]
    sops: dict[str, str]
    commit: str | None
    dirty: bool | None
    sealed: AwareDatetime
    sequence: Annotated[int, Field(ge=1, le=MOST)]
    previous: Digest | None


class Statement(Strict):
    """The statement: its subjects are the files as they are now, each once, by their names."""

    kind: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: Annotated[tuple[Subject, ...], Field(strict=False)]
    predicate_type: Literal["urn:sopc:enactment:1"] = Field(alias="predicateType")
    predicate: Enactment

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 by file."""
        return {each.name: each.digest.sha256 for each in self.subject}


def statement_of(
    build: Mapping[str, object],
    files: Mapping[str, str],
    sealed: datetime,
    last: Last,
) -> Statement:
    """The statement on a build whose ``files`` have these SHA-256 digests now.

    ``build`` is what ``manifest.json`` says of it. Raises NotInFormError when that is not what a
    build writes.
    """
    said = build.get("predicate")
    predicate = said if isinstance(said, dict) else {}
    data = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": n, "digest": {"sha256": sha}} for n, sha in sorted(files.items())],
        "predicateType": "urn:sopc:enactment:1",
        "predicate": {
            "built": build.get("outputs", {}),
            "inputs": build.get("inputs", {}),
            "versions": build.get("versions", {}),
            "sops": predicate.get("sops", {}),
            "commit": predicate.get("commit"),
            "dirty": predicate.get("dirty"),
            "sealed": sealed.replace(microsecond=0),
            "sequence": last.sequence + 1,
            "previous": last.digest,
        },
    }
    try:
        return Statement.model_validate(data)
    except ValueError:
        raise NotInFormError from None


def written(statement: Statement) -> bytes:
    """The one form in which a statement is written: JSON in UTF-8, its keys sorted."""
    data = statement.model_dump(mode="json", by_alias=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8")


def read_statement(payload: bytes) -> Statement:
    """The statement that bytes are. Raises NotInFormError, also for any other way to write it."""
    try:
        statement = Statement.model_validate_json(payload)
        same = written(statement) == payload
    except ValueError:
        raise NotInFormError from None
    if not same or not _rises([each.name for each in statement.subject]):
        raise NotInFormError
    return statement


def _rises(names: Sequence[str]) -> bool:
    """Whether names are sorted, and none is there twice."""
    return all(before < after for before, after in pairwise(names))
