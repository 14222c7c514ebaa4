"""Printing documents again, for the commands that compare them: by whom, and what is said of it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sopc.cli.common import workers_for
from sopc.cli.progress import show_progress
from sopc.cli.streams import tell
from sopc.language import Translate
from sopc.publish.known_builds import PrintingAgain
from sopc.publish.options import BuildOptions, processors
from sopc.transaction.seals import Seals
from sopc.transaction.user_key import user_key


@contextmanager
def printing_again(say: Translate, sops: Path, files: Iterable[Path]) -> Iterator[PrintingAgain]:
    """How documents are printed again, if they have to be: until then no process is started.

    The key of this user must not lie where ``files`` are, nor in the catalogue.
    """
    folders = {file.parent for file in files}
    seals = Seals(user_key(os.environ, (sops, *folders)).data)
    with workers_for(None, processors()) as workers, show_progress(say) as progress:
        options = BuildOptions(workers, seals)
        yield PrintingAgain(options, progress, lambda phrase: tell(say(phrase), err=True))
