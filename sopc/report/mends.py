"""Mends as reports have them: in a hint, in JSON, in SARIF."""

from collections.abc import Callable
from itertools import groupby

from sopc.diagnostics import Diagnostic, Edit, Fix
from sopc.language import Phrase, Translate
from sopc.safe import safe_markdown


def hint_with_mend(found: Diagnostic, say: Translate) -> str:
    """What to do about a finding, and that ``--fix`` does it where it can."""
    if found.fix is None:
        return say(found.hint)
    hint = say(found.hint or found.fix.label)
    if hint.endswith("?"):
        return say(Phrase("{hint} `--fix` does it", hint=hint))
    return say(Phrase("{hint}; `--fix` does it", hint=hint))


def fix_in_json(fix: Fix | None, say: Translate) -> dict[str, object] | None:
    """A mend for programs: each edit puts ``text`` in the place of a stretch, whose end is the
    column after the last character; ``renames`` give files other names in their folders."""
    if fix is None:
        return None
    return {
        "label": say(fix.label),
        "edits": [
            {
                "file": edit.place.file,
                "line": edit.place.line,
                "column": edit.place.column,
                "end_line": edit.place.end_line,
                "end_column": edit.place.end_column,
                "text": edit.text,
            }
            for edit in fix.edits
        ],
        "renames": [{"file": each.file, "name": each.name} for each in fix.renames],
    }


def fixes_in_sarif(
    fix: Fix | None, artifact: Callable[[str], dict[str, str]], say: Translate
) -> dict[str, object]:
    """The property ``fixes`` of a result; none for a file's new name, which SARIF cannot say."""
    if fix is None or not fix.edits:
        return {}
    changes = [
        {
            "artifactLocation": artifact(file),
            "replacements": [_replacement(edit) for edit in edits],
        }
        for file, edits in groupby(
            sorted(fix.edits, key=lambda edit: edit.place), key=lambda edit: edit.place.file
        )
    ]
    label = {"text": safe_markdown(say(fix.label))}
    return {"fixes": [{"description": label, "artifactChanges": changes}]}


def _replacement(edit: Edit) -> dict[str, object]:
    place = edit.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
