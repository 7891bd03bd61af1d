"""Worlds of posts with known truth: an online recruitment scene in twelve languages."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from firstlight.simulate.crowd import Campaign, Chatter, Notices
from firstlight.simulate.difficulty import difficulty
from firstlight.simulate.honest import Employers, Repeater
from firstlight.simulate.language import languages as languages_of
from firstlight.simulate.operation import Operation
from firstlight.simulate.seeds import choose, generator, pareto
from firstlight.simulate.setting import Setting
from firstlight.simulate.truth import DAYS, Truth

REGION = 20_000
"""Posts of a region: a world is a row of regions, each in order of time, so memory is bounded."""

_Event = tuple[float, int, Callable[[float], Truth]]


def simulate(
    posts: int, seed: int, *, level: str | float = "default", languages: Sequence[str] = ()
) -> Iterator[Truth]:
    """Yield that many posts with their truth, the same for the same arguments.

    `level` is easy, default, hard or 0 to 1; `languages` are codes, all twelve when empty. A wrong
    level or language is an InputError.
    """
    setting = Setting(seed, difficulty(level), languages_of(tuple(languages)))
    number = 0
    for region, start in enumerate(range(0, posts, REGION)):
        size = min(REGION, posts - start)
        for day, _, write in _region(setting, f"{seed}/{region}", size):
            truth = write(day)
            number += 1
            truth.post.id = f"p{number:08d}"
            yield truth


def _region(setting: Setting, seed: str, size: int) -> list[_Event]:
    """Plan a region: who posts when, in order of time."""
    pick = generator(seed, "plan").random
    setting.retired.clear()
    setting.circulating.clear()
    events: list[_Event] = []

    def add(days: Sequence[float], write: Callable[[float], Truth]) -> None:
        events.extend((day, len(events) + i, write) for i, day in enumerate(days))

    def cast(share: float, make: Callable[[int, int], Operation | Repeater | Campaign]) -> None:
        left, index = int(share * size), 0
        while left > 0:
            actor = make(left, index)
            days = actor.days_of()
            add(days, actor.post)
            left -= len(days)
            index += 1

    level = setting.level
    cast(
        level.operations,
        lambda left, i: Operation(
            setting, _operation_size(left, size, pick), generator(seed, "operation", i)
        ),
    )
    cast(
        0.15,
        lambda left, i: Repeater(
            setting, min(left, _agency_size(size, pick)), generator(seed, "agency", i), agency=True
        ),
    )
    cast(
        0.12,
        lambda left, i: Repeater(
            setting, min(left, pareto(pick, 1.5, 2, 12)), generator(seed, "firm", i), agency=False
        ),
    )
    cast(
        0.07,
        lambda left, i: Campaign(
            setting,
            choose(("loan", "bet"), pick),
            min(left, pareto(pick, 1.2, 5, 60)),
            generator(seed, "spam", i),
        ),
    )
    cast(
        0.04,
        lambda left, i: Campaign(
            setting,
            choose(("ngo", "news"), pick),
            min(left, pareto(pick, 1.3, 1, 25)),
            generator(seed, "warning", i),
        ),
    )
    crowd = (
        (0.04, Notices(setting, f"{seed}/notices")),
        (0.10, Chatter(setting, f"{seed}/chatter")),
    )
    for share, group in crowd:
        add([pick() * DAYS for _ in range(int(share * size))], group.post)
    employers = Employers(setting, f"{seed}/employers")
    add([pick() * DAYS for _ in range(max(0, size - len(events)))], employers.post)
    return sorted(events[:size], key=itemgetter(0, 1))


def _operation_size(left: int, size: int, pick: Callable[[], float]) -> int:
    """Return the size of the next operation: Pareto from 3 to 300, less in small worlds."""
    high = max(4, min(300, size // 25))
    drawn = pareto(pick, 1.2, 3, high)
    return max(3, drawn if drawn <= left else left)


def _agency_size(size: int, pick: Callable[[], float]) -> int:
    """Return how often an agency posts: 40 to 400 times, less in small worlds."""
    return pareto(pick, 1.2, min(40, 2 + size // 40), max(8, min(400, size // 20)))
