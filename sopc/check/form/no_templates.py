"""A catalogue that says it has templates of its own has them.

They lie in the folder ``templates`` beside katalog.yaml, which is a folder there and not a link to
one.

Bad::

    templat: sendiri     # and there is no folder sops/templates

Good::

    templat: sendiri     # sops/templates/unit.html.j2
"""

from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.own_templates import OWN_TEMPLATES, own_templates
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "FRM004"
BINDING = "The pages would be others than the catalogue says."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report ``templat: sendiri`` without a folder of templates."""
    place = context.root_place(SETTINGS_FILE, "templat")
    wanted = context.catalogue.settings.has_own_templates
    if wanted and not own_templates(Path(place.file).parent):
        message = Phrase("there is no folder `{folder}` beside katalog.yaml", folder=OWN_TEMPLATES)
        hint = Phrase("put the templates there, or remove `templat`")
        yield Diagnostic(CODE, message, place, hint)
