"""What became of a catalogue, as one page of HTML that needs nothing else: with the flowcharts of
then and now side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopc.compare.told_values import ToldChange
from sopc.language import Phrase, Translate
from sopc.versions.changed_files import Became, ChangedFile
from sopc.versions.charts import charts
from sopc.versions.sides import BothSides, Side
from sopc.versions.text import left_out, summary

_TEMPLATES = Path(__file__).parent / "templates"


def page_of(sides: BothSides, changes: Sequence[ChangedFile], say: Translate, language: str) -> str:
    """The page. Every text is escaped; no script is in it, and nothing is fetched.

    What stands on no page of an SOP is counted.
    """
    printed = [each for each in changes if each.became is not Became.UNPRINTED]
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("diff.html").render(
        language=language,
        title=say(Phrase("What changed")),
        moments=say(Phrase("{then} → {now}", then=_called(sides.then), now=_called(sides.now))),
        summary=summary(changes, say),
        undrawn=say(Phrase("Its steps cannot be drawn: a lane or a target is missing.")),
        changes=[_changed(each, sides, say) for each in printed],
    )


def _called(side: Side) -> Phrase | str:
    if side.revision is None:
        return Phrase("the files as they are now")
    short = (side.commit or "")[:10]
    return side.revision if side.revision.startswith(short) else f"{side.revision} ({short})"


def _changed(changed: ChangedFile, sides: BothSides, say: Translate) -> dict[str, Any]:
    drawn = charts(changed, sides)
    names = (say(Phrase("Before")), say(Phrase("After")))
    return {
        "title": say(changed.title),
        "headline": say(changed.headline),
        "told": [_told(each, say) for each in changed.told if each.is_printed],
        "left_out": say(left_out(changed)) if changed.unprinted else "",
        "charts": drawn and [*zip(names, (drawn.then, drawn.now), strict=True)],
    }


def _told(change: ToldChange, say: Translate) -> dict[str, Any]:
    is_whole = change.then is None and change.now is None
    return {"where": say(change.where), "runs": () if is_whole else change.words}
