"""The official who enacts is one of pejabat.yaml.

Name, rank and NIP of a signer are kept in one place; the catalogue, a unit or an SOP names the key.
So are those who drafted or reviewed an SOP (``penyusun``, ``pemeriksa``), and who made a revision
(``oleh`` in ``riwayat``), where that is a word in lower case and not a name.

Bad::

    pengesah: satria-alm

Good::

    pengesah: satria-alam
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import OFFICIALS_FILE, SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place
from sopc.language import Phrase
from sopc.suggest import Suggest

CODE = "LNK004"
BINDING = "There is no name to print below the signature."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each signer, of the catalogue, a unit or an SOP, that pejabat.yaml lacks."""
    if OFFICIALS_FILE in context.unread.registries:
        return
    known = context.catalogue.officials
    suggest = Suggest(known)
    for key, place in _named(context):
        if key not in known:
            hint = suggest(key) or Phrase("define `{key}` in pejabat.yaml", key=key)
            yield Diagnostic(CODE, Phrase("unknown official `{key}`", key=key), place, hint)


def _named(context: Context) -> Iterator[tuple[str, Place]]:
    settings = context.catalogue.settings
    yield settings.approver, context.root_place(SETTINGS_FILE, "pengesah")
    for key, name in ((settings.enacted_by, "disahkan_oleh"), (settings.sealer, "penyegel")):
        if key is not None:
            yield key, context.root_place(SETTINGS_FILE, name)
    for index, unit in enumerate(settings.units):
        for key, name in ((unit.approver, "pengesah"), (unit.enacted_by, "disahkan_oleh")):
            if key is not None:
                yield key, context.root_place(SETTINGS_FILE, "unit", index, name)
    for index, signer in enumerate(settings.signers):
        if signer.official is not None:
            place = context.root_place(SETTINGS_FILE, "penandatangan", index, "pejabat")
            yield signer.official, place
    for entry in context.catalogue.entries:
        for path, named in entry.sop.officials():
            yield named, context.place(entry, *path)
