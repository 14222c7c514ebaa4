"""A regulation is one of dasar-hukum.yaml.

A regulation's title and standing are kept in one place; SOPs refer to it by key.

Bad::

    dasar_hukum: [pp-20-2040]

Good::

    dasar_hukum: [pp-20-2004]
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import REGULATIONS_FILE
from sopc.check.links.cited import cited
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic
from sopc.language import Phrase
from sopc.mends import writes
from sopc.slips import Slips
from sopc.suggest import Suggest

CODE = "LNK003"
BINDING = "There is no title to print."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each legal basis that dasar-hukum.yaml does not define."""
    known = context.catalogue.regulations
    if REGULATIONS_FILE in context.unread.registries:
        return
    suggest, near = Suggest(known), Slips(known)
    for key, place, path, _ in cited(context):
        if key not in known:
            hint = suggest(key) or Phrase("define `{key}` in dasar-hukum.yaml", key=key)
            message = Phrase("unknown regulation `{key}`", key=key)
            fix = writes(place.file, path, key, near(key)) if near(key) else None
            yield Diagnostic(CODE, message, place, hint, fix=fix, cause=CommonCause(key))
    for name, regulation in known.items():
        for index, key in enumerate(regulation.changed_by):
            if key not in known:
                hint = suggest(key) or Phrase("define `{key}` here", key=key)
                path = (name, "oleh", index)
                place = context.root_place(REGULATIONS_FILE, *path)
                message = Phrase("unknown regulation `{key}`", key=key)
                fix = writes(place.file, path, key, near(key)) if near(key) else None
                yield Diagnostic(CODE, message, place, hint, fix=fix, cause=CommonCause(key))
