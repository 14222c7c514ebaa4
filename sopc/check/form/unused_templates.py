"""A catalogue's own templates are used because katalog.yaml says so.

Templates decide what every page looks like. A folder ``templates`` alone is not looked at, so that
nobody changes the print by adding a file.

Bad::

    sops/templates/unit.html.j2     # and katalog.yaml does not say ``templat``

Good::

    sops/templates/unit.html.j2     # katalog.yaml: templat: sendiri
"""

from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.own_templates import OWN_TEMPLATES, own_templates
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FRM003"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report a folder of templates that katalog.yaml does not speak of."""
    place = context.root_place(SETTINGS_FILE)
    wanted = context.catalogue.settings.has_own_templates
    if not wanted and own_templates(Path(place.file).parent):
        message = Phrase("the folder `{folder}` is not used", folder=OWN_TEMPLATES)
        hint = Phrase(
            "write `templat: sendiri` to print with the catalogue's own templates, or remove it"
        )
        yield Diagnostic(CODE, message, place, hint, SEVERITY)
