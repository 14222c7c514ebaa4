"""Which actors a new SOP has lanes for: named on the command line, or asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopc.catalogue.registry import Actor
from sopc.cli.asking import Asking
from sopc.language import Phrase
from sopc.start.actors import called_actors, keys_for
from sopc.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class NewLanes:
    """The keys of the actors, from left to right, and the names of those that are new."""

    keys: tuple[str, ...]
    new: Mapping[str, str]


def given_lanes(
    asking: Asking, actors: Mapping[str, Actor], known: Sequence[str], new: Sequence[str]
) -> NewLanes:
    """By the words of the command line; what is wrong with these is noted."""
    lanes = []
    for words in known:
        found = called_actors(words, actors)
        if len(found) == 1:
            lanes.append(found[0])
            continue
        problem = _not_one(words, found, actors)
        if not found:
            hint = Phrase("an actor that is new is given by --new-actor")
            problem = Phrase("{problem}; {hint}", problem=problem, hint=hint)
        asking.problems.append(Phrase("{flag}: {problem}", flag="--actor", problem=problem))
    names = dict.fromkeys(filter(None, (each.strip() for each in new)))
    by_key = keys_for(names, actors)
    return NewLanes((*dict.fromkeys(lanes), *by_key), by_key)


def asked_lanes(asking: Asking, actors: Mapping[str, Actor]) -> NewLanes:
    """By an answer: places in the list of actors, keys and names. Who is called by a name that none
    has is new, if that is typed a second time, or there are none yet."""
    asking.list([f"{key}  {actor.name}" for key, actor in actors.items()])
    question = Phrase("Actors, with commas between: as in this list, or new ones (or nothing)")
    if not actors:
        question = Phrase("Actors, with commas between, such as Kepala Dinas, Staf (or nothing)")
    told: set[str] = set()

    def refused(answer: str) -> Sequence[Phrase]:
        found = {words: called_actors(words, actors) for words in _parted(answer)}
        problems = [_not_one(w, keys, actors) for w, keys in found.items() if len(keys) > 1]
        new = [words for words, keys in found.items() if not keys]
        if problems or not actors or told.issuperset(new):
            return problems
        told.update(new)
        again = Phrase("type it once more, where it is to be put into pelaksana.yaml")
        return [*(_not_one(words, (), actors) for words in new), again]

    called = {w: called_actors(w, actors) for w in _parted(asking.line(question, refused))}
    new = keys_for((words for words, keys in called.items() if not keys), actors)
    by_name = {name: key for key, name in new.items()}
    lanes = dict.fromkeys(keys[0] if keys else by_name[words] for words, keys in called.items())
    return NewLanes(tuple(lanes), new)


def _not_one(words: str, found: Sequence[str], actors: Mapping[str, Actor]) -> Phrase:
    """Why some words name no actor, or more than one."""
    if found:
        known = ", ".join(found)
        return Phrase("`{words}` may be any of {known}", words=words, known=known)
    hint = did_you_mean(words, actors)
    problem = Phrase("no actor is called `{words}`", words=words)
    return Phrase("{problem}; {hint}", problem=problem, hint=hint) if hint else problem


def _parted(answer: str) -> tuple[str, ...]:
    """The words between commas, each once."""
    return tuple(dict.fromkeys(filter(None, (each.strip() for each in answer.split(",")))))
