"""The boxes of an identity page say something.

*Dasar Hukum*, *Kualifikasi*, *Peralatan*, *Peringatan*, *Pencatatan*: a box that is printed empty
looks forgotten, and records that are kept nowhere cannot be shown to anyone. *Keterkaitan* may be
empty. What a note of ``sumber`` records as ``kosong`` is not asked for again, and what is empty in
most SOPs is told once. For information only, as some procedures rest on no regulation and need no
equipment.

Bad::

    peringatan: []

Good::

    peringatan: Bila tidak dicatat, surat tidak dapat ditelusuri
"""

from collections import Counter
from collections.abc import Iterator

from sopc.catalogue.boxes import BOXES
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.sop import Sop
from sopc.check.contents.recorded import has_record, is_in_force
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "ISI003"
SEVERITY = Severity.INFO
_MANY = 5
_FIELDS = {key: name for name, key in BOXES.items()}
_HINT = Phrase("fill it in, or say in `bawaan` of katalog.yaml what holds for all")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each box that is empty in most SOPs in force, and each such SOP with the other boxes
    of its form that are empty."""
    settings = context.catalogue.settings
    boxes = [key for line in settings.form.identity.boxes for key in line]
    asked = [key for key in boxes if key in _FIELDS]
    sops = [entry for entry in context.catalogue.entries if is_in_force(context, entry)]
    empty = [(entry, [key for key in asked if _is_empty(entry.sop, key)]) for entry in sops]
    counts = Counter(key for _, keys in empty for key in keys)
    usual = {key for key, count in counts.items() if count >= _MANY and 2 * count > len(sops)}
    for key in sorted(usual):
        message = Phrase("most SOPs in force have nothing under `{box}`", box=key)
        place = context.root_place(SETTINGS_FILE, "bawaan")
        yield Diagnostic(CODE, message, place, _HINT, SEVERITY)
    for entry, keys in empty:
        rest = ", ".join(f"`{key}`" for key in keys if key not in usual)
        if rest:
            message = Phrase("the identity page has nothing under {boxes}", boxes=rest)
            yield Diagnostic(CODE, message, context.place(entry, "nama"), _HINT, SEVERITY)


def _is_empty(sop: Sop, key: str) -> bool:
    return not getattr(sop, _FIELDS[key]) and not has_record(sop, key)
