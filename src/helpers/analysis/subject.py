"""One KPI with all that is on record about it: what an analysis starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from helpers.analysis.vintages import as_at
from helpers.model.action import Action
from helpers.model.checklist import Said
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading, Vintage
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.provenance import Origin
from helpers.model.status import StatusScheme
from helpers.model.target import Target

Screen = Callable[[str, date, Sequence[Reading]], tuple[Reading, ...]]  # an area's figures as known on a day, as shown


def everything(area: str, day: date, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The screen of those who may see every figure."""
    return tuple(readings)


@dataclass(frozen=True)
class Subject:
    """One KPI with all that is on record about it.

    `entry` is its entry in the register, with every change to its definition. `vintages` has every vintage of every
    area's figures, the first known first. `commentary` is the quarter's and
    `earlier_commentary` the one before it, of whatever quarter. `actions` are those on it that are known, and `answers`
    people's, to the quality checklist. `screen` is what the figures go through before anything is made of them: in a
    public report it hides those that could identify someone.
    """

    entry: Kpi
    organisation: Organisation
    vintages: Mapping[str, tuple[Vintage, ...]]
    targets: tuple[Target, ...]
    origin: Origin | None
    commentary: ServiceCommentary | None
    earlier_commentary: ServiceCommentary | None = None
    actions: tuple[Action, ...] = ()
    answers: tuple[Said, ...] = ()
    screen: Screen = everything

    def defined(self, quarter: Quarter) -> Kpi:
        """The KPI as it was defined in a quarter."""
        return self.entry.as_at(quarter)

    def scheme(self, kpi: Kpi) -> StatusScheme | None:
        """The status scheme of one of its definitions."""
        return self.organisation.scheme(kpi.scheme) if kpi.scheme else None

    def area(self, kpi: Kpi) -> str:
        """The area that one of its definitions is about."""
        return kpi.area or self.organisation.area

    def window(self, kpi: Kpi) -> int:
        """How many periods are shown of one of its definitions."""
        return self.organisation.window * (2 if kpi.interval == 1 else 1)

    def known(self, day: date) -> dict[str, tuple[Reading, ...]]:
        """Every area's figures as known on a day, oldest first."""
        return {area: self.known_of(area, day) for area in self.vintages}

    def known_of(self, area: str, day: date) -> tuple[Reading, ...]:
        """One area's figures as known on a day, oldest first."""
        return self.screen(area, day, as_at(self.vintages.get(area, ()), day))

    def history(self, kpi: Kpi, day: date) -> tuple[Reading, ...]:
        """Our own figures as known on a day, oldest first."""
        return self.known_of(self.area(kpi), day)
