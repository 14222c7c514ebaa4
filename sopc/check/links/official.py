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

from sopc.catalogue.organisation import OFFICIALS_FILE, SETTINGS_FILE, Settings
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, KeyPath, Place
from sopc.language import Phrase
from sopc.mends import writes
from sopc.slips import Slips
from sopc.suggest import Suggest

CODE = "LNK004"
BINDING = "There is no name to print below the signature."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each signer, of the catalogue, a unit or an SOP, that pejabat.yaml lacks."""
    if OFFICIALS_FILE in context.unread.registries:
        return
    known = context.catalogue.officials
    suggest, near = Suggest(known), Slips(known)
    for key, place, path in _named(context):
        if key not in known:
            hint = suggest(key) or Phrase("define `{key}` in pejabat.yaml", key=key)
            fix = writes(place.file, path, key, near(key)) if near(key) else None
            message = Phrase("unknown official `{key}`", key=key)
            yield Diagnostic(CODE, message, place, hint, fix=fix, cause=CommonCause(key))


def _named(context: Context) -> Iterator[tuple[str, Place, KeyPath]]:
    """The keys that are named, each with where that is and the way to it in the file."""
    for key, path in _named_in_settings(context.catalogue.settings):
        if key is not None:
            yield key, context.root_place(SETTINGS_FILE, *path), path
    for entry in context.catalogue.entries:
        for path, named in entry.sop.officials():
            yield named, context.place(entry, *path), path


def _named_in_settings(settings: Settings) -> Iterator[tuple[str | None, KeyPath]]:
    yield settings.approver, ("pengesah",)
    yield settings.enacted_by, ("disahkan_oleh",)
    yield settings.sealer, ("penyegel",)
    for index, unit in enumerate(settings.units):
        yield unit.approver, ("unit", index, "pengesah")
        yield unit.enacted_by, ("unit", index, "disahkan_oleh")
    for index, signer in enumerate(settings.signers):
        yield signer.official, ("penandatangan", index, "pejabat")
