"""The entries of a list begin with a dash and a space.

Lines with other signs before them, such as ``–``, ``•``, ``-`` without a space or ``1.``, are one
text for YAML, printed as one paragraph.

Bad::

    kelengkapan:
      • Surat masuk
      • Buku agenda

Good::

    kelengkapan:
      - Surat masuk
      - Buku agenda
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.check.words.doubtful import Doubtful, doubtful
from sopc.diagnostics import Diagnostic, DoubtKind, Severity
from sopc.language import Phrase

CODE = "TXT005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each printed text of several lines that begin as entries of a list."""
    for each in doubtful(context, DoubtKind.LIST):
        message = Phrase("these lines are read as one text, and no list")
        if _may_be_list(each):
            hint = Phrase("begin each entry in a line of its own, with `- `")
            fix = each.fix(Phrase("write it as a list"))
        else:
            hint = Phrase("write `|` behind the key, and the lines stay apart; it takes no list")
            fix = None
        yield Diagnostic(CODE, message, each.place, hint, SEVERITY, fix=fix)


def _may_be_list(each: Doubtful) -> bool:
    """Whether the key takes a list, of which this text stands for the only entry."""
    return each.of.path[-1] == 0 and each.of.path not in each.places.paths
