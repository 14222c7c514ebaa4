"""What happens is told to every page that listens, and none is lost in silence."""

import anyio

from sopc.serve.events import Events


def test_a_page_that_does_not_read_is_let_go() -> None:
    async def heard(events: Events) -> list[str]:
        names: list[str] = []
        async for event in events.listen():
            names.append(event.name)
            for _ in range(100):
                events.tell("changed")
        return names

    assert anyio.run(heard, Events()) == ["listening"]
