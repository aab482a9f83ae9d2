"""One KPI with all that is on record about it: what an analysis starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from helpers.analysis.vintages import Vintage, as_at, vintages
from helpers.model.action import Action
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.provenance import Origin
from helpers.model.status import StatusScheme
from helpers.model.target import Target


@dataclass(frozen=True)
class Subject:
    """One KPI with all that is on record about it.

    `entry` is its entry in the register, with every change to its definition. `commentary` is the quarter's and
    `earlier_commentary` the one before it, of whatever quarter. `actions` are those on it that are known.
    """

    entry: Kpi
    organisation: Organisation
    observations: pd.DataFrame
    targets: tuple[Target, ...]
    origin: Origin | None
    commentary: ServiceCommentary | None
    earlier_commentary: ServiceCommentary | None = None
    actions: tuple[Action, ...] = ()

    def defined(self, quarter: Quarter) -> Kpi:
        """The KPI as it was defined in a quarter."""
        return self.entry.as_at(quarter)

    def scheme(self, kpi: Kpi) -> StatusScheme | None:
        """The status scheme of one of its definitions."""
        return self.organisation.scheme(kpi.scheme) if kpi.scheme else None

    def area(self, kpi: Kpi) -> str:
        """The area that one of its definitions is about."""
        return kpi.area or self.organisation.area

    @cached_property
    def vintages(self) -> dict[str, tuple[Vintage, ...]]:
        """Every vintage of every area's figures, the first known first."""
        return vintages(self.observations)

    def known(self, day: date) -> dict[str, tuple[Reading, ...]]:
        """Every area's figures as known on a day, oldest first."""
        return {area: as_at(each, day) for area, each in self.vintages.items()}

    def history(self, kpi: Kpi, day: date) -> tuple[Reading, ...]:
        """Our own figures as known on a day, oldest first."""
        return as_at(self.vintages.get(self.area(kpi), ()), day)
