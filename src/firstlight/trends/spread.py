"""The spread test: whether a thing reaches new sources faster of late than it did before.

Each source can take a thing up once: in the first period in which it has it. A source is at risk
in every period in which it is heard and has not taken it up before. Under the null hypothesis the
new takers fall on the units at risk without regard to the period, so that their number in the
recent periods is hypergeometric given the margins (a one-sided exact test in the manner of the
log-rank test, Mantel 1966). A source that repeats itself adds nothing; a period with more sources
has more units at risk, so a busy year alone is no finding. False discoveries are held by the
procedure of Benjamini and Hochberg (1995).
"""

import numpy as np
import numpy.typing as npt
from scipy.stats import hypergeom

from firstlight.trends.corpus import Ints, Panel

Floats = npt.NDArray[np.float64]


class SpreadTest:
    """The exact spread test on a panel, for many things at once.

    `recent` is the number of last periods that count as recent (at least 1).
    """

    def __init__(self, panel: Panel, recent: int = 1) -> None:
        periods = len(panel.periods)
        self.periods = periods
        self.border = max(periods - max(recent, 1), 0)
        heard = panel.observed.astype(np.int64)
        after = heard[:, ::-1].cumsum(axis=1)[:, ::-1] - heard
        late = heard.copy()
        late[:, : self.border] = 0
        late_after = late[:, ::-1].cumsum(axis=1)[:, ::-1] - late
        self._later = after.ravel()
        self._later_recent = late_after.ravel()
        self.units = int(heard.sum())
        self.recent_units = int(late.sum())

    def first_units(self, thing: Ints, unit: Ints) -> tuple[Ints, Ints]:
        """Return things and units of the first time that each source had each thing.

        `thing` and `unit` are parallel occurrences, repeated or not; a unit is
        source × periods + period.
        """
        if not len(thing):
            return thing, unit
        order = np.lexsort((unit, thing))
        thing, unit = thing[order], unit[order]
        source = unit // self.periods
        new = np.ones(len(thing), np.bool_)
        new[1:] = (thing[1:] != thing[:-1]) | (source[1:] != source[:-1])
        return thing[new], unit[new]

    def p_values(self, thing: Ints, unit: Ints, things: int) -> tuple[Floats, Ints, Ints]:
        """Return per thing the p value, its takers in the recent periods, and all its takers."""
        thing, unit = self.first_units(thing, unit)
        takers = np.bincount(thing, minlength=things)
        is_recent = (unit % self.periods) >= self.border
        fresh = np.bincount(thing[is_recent], minlength=things)
        lost = np.bincount(thing, self._later[unit], things).astype(np.int64)
        lost_recent = np.bincount(thing, self._later_recent[unit], things).astype(np.int64)
        at_risk = self.units - lost
        at_risk_recent = self.recent_units - lost_recent
        p = np.ones(things)
        some = fresh > 0
        p[some] = hypergeom.sf(fresh[some] - 1, at_risk[some], takers[some], at_risk_recent[some])
        return np.clip(p, 0.0, 1.0), fresh, takers


def q_values(p: Floats, tests: int | None = None) -> Floats:
    """Return p values adjusted by Benjamini and Hochberg; `tests` may exceed the values given."""
    count = len(p)
    if not count:
        return p
    order = np.argsort(p, kind="stable")
    ranks = np.arange(1, count + 1)
    scaled = p[order] * max(tests or count, count) / ranks
    adjusted = np.minimum.accumulate(scaled[::-1])[::-1]
    out = np.empty(count)
    out[order] = np.minimum(adjusted, 1.0)
    return out
