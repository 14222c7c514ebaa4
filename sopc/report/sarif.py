"""Diagnostics as SARIF 2.1.0, which code scanning services read (OASIS standard, errata 01)."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from sopc import __version__
from sopc.diagnostics import Diagnostic, ManualPage, Place, Severity
from sopc.language import Translate, english
from sopc.paragraphs import in_language
from sopc.report.checkout import Checkout
from sopc.report.manual import section
from sopc.report.mends import fixes_in_sarif
from sopc.safe import safe_json, safe_markdown

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"


def write_sarif(
    diagnostics: Iterable[Diagnostic],
    pages: Iterable[ManualPage],
    checkout: Checkout,
    say: Translate = english,
    explain: Translate = english,
) -> str:
    """A SARIF log; ``pages`` are the manual of all codes, in its order, which ``explain``
    translates."""
    rules = [_rule(page, explain) for page in pages]
    indices = {str(rule["id"]): index for index, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "sopc", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        # without a `uri`: whoever reads the log knows where the repository lies
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(found, indices, checkout, say) for found in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(log)


def _rule(page: ManualPage, explain: Translate) -> dict[str, object]:
    text = in_language(page.text, explain)
    described = in_language(page.text.partition("Bad::")[0], explain)
    return {
        "id": page.code,
        "shortDescription": {"text": explain(page.heading).rstrip(".")},
        "fullDescription": {"text": " ".join(described.split())},
        "help": {"text": text, "markdown": section(page.code, text)},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _result(
    found: Diagnostic, indices: Mapping[str, int], checkout: Checkout, say: Translate
) -> dict[str, object]:
    text = say(found.message) + (f" ({say(found.hint)})" if found.hint else "")
    others = [
        {"id": number, "message": _text(say(other.label)), **_location(other.place, checkout)}
        for number, other in enumerate(found.related, start=1)
    ]
    index = {"ruleIndex": indices[found.code]} if found.code in indices else {}
    return {
        "ruleId": found.code,
        **index,
        "level": _LEVELS[found.severity],
        "message": _text(text),
        "locations": [_location(found.place, checkout)],
        **({"relatedLocations": others} if others else {}),
        **fixes_in_sarif(found.fix, lambda file: _artifact(checkout.name(file)), say),
    }


def _text(text: str) -> dict[str, str]:
    return {"text": safe_markdown(text)}


def _location(place: Place, checkout: Checkout) -> dict[str, object]:
    """Where something is; a region's end is the column after its last character, as a place's."""
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    artifact = _artifact(checkout.name(place.file))
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _artifact(name: str) -> dict[str, str]:
    if name.startswith("/"):
        return {"uri": f"file://{quote(name)}"}
    return {"uri": quote(name), "uriBaseId": _ROOT}
