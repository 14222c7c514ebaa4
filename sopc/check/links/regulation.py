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
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase
from sopc.suggest import Suggest

CODE = "LNK003"
BINDING = "There is no title to print."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each legal basis that dasar-hukum.yaml does not define."""
    known = context.catalogue.regulations
    if REGULATIONS_FILE in context.unread.registries:
        return
    suggest = Suggest(known)
    for key, place, _ in cited(context):
        if key not in known:
            hint = suggest(key) or Phrase("define `{key}` in dasar-hukum.yaml", key=key)
            yield Diagnostic(CODE, Phrase("unknown regulation `{key}`", key=key), place, hint)
    for name, regulation in known.items():
        for index, key in enumerate(regulation.changed_by):
            if key not in known:
                hint = suggest(key) or Phrase("define `{key}` here", key=key)
                place = context.root_place(REGULATIONS_FILE, name, "oleh", index)
                yield Diagnostic(CODE, Phrase("unknown regulation `{key}`", key=key), place, hint)
