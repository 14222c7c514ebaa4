"""What became of a catalogue, for programs."""

import json
from collections.abc import Sequence
from typing import Any

from sopc.compare.told_values import ToldChange
from sopc.language import Translate
from sopc.versions.changed_files import ChangedFile, data_of
from sopc.versions.revisions import SopRevision
from sopc.versions.sides import BothSides, Side


def json_of(sides: BothSides, changes: Sequence[ChangedFile], say: Translate) -> str:
    """A JSON object: ``then`` and ``now`` with ``revision`` and ``commit`` (null for the files as
    they are), and ``changes``, one for each file. Keys may be added, and never change."""
    found = {
        "then": _side(sides.then),
        "now": _side(sides.now),
        "changes": [_changed(each, say) for each in changes],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def json_of_revisions(revisions: Sequence[SopRevision], say: Translate) -> str:
    """A JSON object with ``revisions``, newest first: ``commit``, ``day``, ``author`` and
    ``subject`` (null for what is not committed yet), and the keys of one of ``changes``."""
    found = {"revisions": [_revision(each, say) for each in revisions]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _revision(revision: SopRevision, say: Translate) -> dict[str, Any]:
    at = revision.described
    return {
        "commit": revision.commit,
        "day": at.day.isoformat() if at else None,
        "author": at.author if at else None,
        "subject": at.subject if at else None,
    } | _changed(revision.changed, say)


def _side(side: Side) -> dict[str, str | None]:
    return {"revision": side.revision, "commit": side.commit}


def _changed(changed: ChangedFile, say: Translate) -> dict[str, Any]:
    return {
        "file": changed.file or None,
        "was": changed.was or None,
        "number": _number(changed.now),
        "number_was": _number(changed.then),
        "title": say(changed.title),
        "became": changed.became.value,
        "told": [_told(each, say) for each in changed.told],
    }


def _number(raw: bytes | None) -> str | None:
    number = data_of(raw).get("nomor")
    return number if isinstance(number, str) else None


def _told(change: ToldChange, say: Translate) -> dict[str, Any]:
    return {
        "sentence": say(change.sentence),
        "where": say(change.where),
        "then": change.then,
        "now": change.now,
        "step_then": change.then_step,
        "step_now": change.now_step,
        "printed": change.is_printed,
    }
