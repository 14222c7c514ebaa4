"""Playing a history: moves of an editor and of git, in a plain model of a repository.

A move is three small numbers, which mean something in every state: what is generated stays a
history however it is shrunk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from tests.histories.model import Commit, Repository, Sop, State

MOST = 9
"""Numbers that there are."""
FOLDERS = ("sekretariat/umum", "sekretariat/keuangan", "bidang")
Move = tuple[int, int, int]


@dataclass
class Play:
    """A repository with its branches, the one that is checked out, and the files in the folder."""

    repository: Repository = field(default_factory=Repository)
    branches: list[int] = field(default_factory=list)
    branch: int = 0
    state: dict[int, Sop] = field(default_factory=dict)
    words: int = 0
    log: list[str] = field(default_factory=list)

    @property
    def head(self) -> int:
        return self.branches[self.branch]

    def commit(self, *others: int) -> None:
        """Commit the files, on top of the branch and of others' commits that were merged."""
        parents = (self.head, *others) if self.branches else ()
        self.repository.commits.append(Commit(dict(self.state), parents))
        if not self.branches:
            self.branches.append(0)
        self.branches[self.branch] = len(self.repository.commits) - 1

    def word(self) -> str:
        """A word that nothing has yet."""
        self.words += 1
        return f"surat {self.words}"

    def _state(self, commit: int) -> State:
        return self.repository.commits[commit].state


def play(moves: Sequence[Move], *, ends_committed: bool) -> Play:
    """What comes of some moves. The files are committed after each, but now and then."""
    game = Play()
    for _ in range(3):
        _create(game, 0, 0)
    game.commit()
    for kind, one, other in moves:
        name, move = MOVES[kind % len(MOVES)]
        game.log.append(f"{name} {one} {other}")
        before = dict(game.state)
        move(game, one, other)
        if move in _EDITS and game.state != before and (one + other) % 4:
            game.commit()
    if ends_committed:
        game.commit()
    return game


def _create(game: Play, one: int, other: int) -> None:
    free = [number for number in range(1, MOST) if number not in game.state]
    if free:
        number, status = free[one % len(free)], ("berlaku", "draf", "belum-disusun")[other % 3]
        steps = tuple(game.word() for _ in range(1 + other % 3))
        game.state[number] = Sop(game.word(), steps, status, folder=FOLDERS[one % 3])


def _edit(change: Callable[[Play, Sop, int], Sop]) -> Callable[[Play, int, int], None]:
    def edit(game: Play, one: int, other: int) -> None:
        if game.state:
            number = sorted(game.state)[one % len(game.state)]
            game.state[number] = change(game, game.state[number], other)

    return edit


def _step(game: Play, sop: Sop, other: int) -> Sop:
    place = other % (len(sop.steps) + 1)
    steps = (*sop.steps[:place], game.word(), *sop.steps[place + 1 :])
    return replace(sop, steps=steps[:4])


def _revise(game: Play, sop: Sop, other: int) -> Sop:
    return replace(_step(game, sop, other), revised=len(game.repository.commits))


def _retitle(game: Play, sop: Sop, _: int) -> Sop:
    return replace(sop, title=game.word())


def _anew(game: Play, sop: Sop, other: int) -> Sop:
    return replace(sop, title=game.word(), steps=tuple(game.word() for _ in range(other % 3 + 1)))


def _move_file(_: Play, sop: Sop, other: int) -> Sop:
    return replace(sop, folder=FOLDERS[other % 3])


def _stand(_: Play, sop: Sop, other: int) -> Sop:
    return replace(sop, status=("berlaku", "draf", "belum-disusun", "dicabut")[other % 4])


def _delete(game: Play, one: int, _: int) -> None:
    if game.state:
        del game.state[sorted(game.state)[one % len(game.state)]]


def _renumber(game: Play, one: int, other: int) -> None:
    free = [number for number in range(1, MOST) if number not in game.state]
    if game.state and free:
        number = sorted(game.state)[one % len(game.state)]
        sop = game.state.pop(number)
        game.state[free[other % len(free)]] = sop
        if other % 2:
            game.state[number] = replace(sop, title=sop.title, status="dicabut")


def _shift(game: Play, one: int, _: int) -> None:
    """All numbers from one on move up by one."""
    above = [number for number in sorted(game.state, reverse=True) if number > one % MOST]
    for number in above:
        game.state[number + 1] = game.state.pop(number)
    game.state.pop(MOST, None)


def _bring_back(game: Play, one: int, other: int) -> None:
    """An SOP as some commit had it."""
    past = game.repository.commits[one % len(game.repository.commits)].state
    if past:
        number = sorted(past)[other % len(past)]
        game.state[number] = past[number]


def _revert(game: Play, one: int, _: int) -> None:
    game.state = dict(game.repository.commits[one % len(game.repository.commits)].state)


def _branch(game: Play, one: int, other: int) -> None:
    """Another branch is checked out: a new one, or one that there is."""
    if other % 2 and len(game.branches) < 4:
        game.branches.append(game.head)
        game.branch = len(game.branches) - 1
    else:
        game.branch = one % len(game.branches)
    game.state = dict(game.repository.commits[game.head].state)


def _merge(game: Play, one: int, other: int) -> None:
    theirs = game.branches[one % len(game.branches)]
    if theirs in game.repository.ancestors(game.head):
        return
    if other % 3 == 0 and game.head in game.repository.ancestors(theirs):  # goes on to theirs
        game.branches[game.branch] = theirs
        game.state = dict(game.repository.commits[theirs].state)
        return
    base = game.repository.parted(game.head, theirs)[0]
    _apply(game, base, theirs)
    game.commit(theirs)


def _rebase(game: Play, one: int, _: int) -> None:
    """The branch's own commits again, on top of another branch."""
    onto = game.branches[one % len(game.branches)]
    own, place = list[int](), game.head
    there = game.repository.ancestors(onto)
    while place not in there:
        own.append(place)
        place = game.repository.commits[place].parents[0]
    game.branches[game.branch] = onto
    game.state = dict(game.repository.commits[onto].state)
    for commit in reversed(own):
        _apply(game, game.repository.commits[commit].parents[0], commit)
        game.commit()


def _pick(game: Play, one: int, _: int) -> None:
    commit = one % len(game.repository.commits)
    parents = game.repository.commits[commit].parents
    game.state = dict(game.repository.commits[game.head].state)
    if parents:
        _apply(game, parents[0], commit)
        game.commit()


def _apply(game: Play, before: int, after: int) -> None:
    """What changed between two commits, whatever else has changed here."""
    old, new = (game.repository.commits[each].state for each in (before, after))
    for number in old.keys() | new.keys():
        if old.get(number) != new.get(number):
            game.state.pop(number, None)
            if number in new:
                game.state[number] = new[number]


_EDITS: tuple[Callable[[Play, int, int], None], ...] = (
    _create,
    _edit(_step),
    _edit(_revise),
    _edit(_retitle),
    _edit(_anew),
    _edit(_move_file),
    _edit(_stand),
    _delete,
    _renumber,
    _shift,
    _bring_back,
    _revert,
)
_EDIT_NAMES = (
    "create", "step", "revise", "retitle", "anew", "move", "stand", "delete", "renumber", "shift",
    "bring back", "revert",
)  # fmt: skip
MOVES: tuple[tuple[str, Callable[[Play, int, int], None]], ...] = (
    *zip(_EDIT_NAMES, _EDITS, strict=True),
    ("step", _EDITS[1]),
    ("revise", _EDITS[2]),
    ("step", _EDITS[1]),
    ("stand", _EDITS[6]),
    ("branch", _branch),
    ("merge", _merge),
    ("rebase", _rebase),
    ("pick", _pick),
)
