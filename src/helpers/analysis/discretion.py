"""What do a service's words give away, and how are they told without it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from helpers.analysis.linked import Secret
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.rules.stated import stated

WITHHELD = "Withheld: this part states a number that is hidden so that nobody can be identified."


def discreet(said: ServiceCommentary, secret: Secret, kpi: Kpi) -> ServiceCommentary:
    """The commentary with every part that states a secret number withheld, and the lines of its file that do."""
    written: Mapping[str, tuple[str, int]] = {
        "text": (said.text, said.text_line),
        "cause": (said.cause, said.cause_line),
        "action": (said.action, said.action_line),
    }
    lines = {
        part: [first + line for line in stated(text, secret.counts, secret.shares, kpi.name)]
        for part, (text, first) in written.items()
    }
    telling = {part: found for part, found in lines.items() if found}
    where = tuple(sorted(line for found in telling.values() for line in found))
    return said.model_copy(update={**dict.fromkeys(telling, WITHHELD), "withheld": where})


def discreet_words(text: str, secret: Secret, kpi: Kpi, what: str) -> str:
    """A reason, a rule or the like as it may be published: withheld when it states a secret number."""
    return WITHHELD.replace("part", what) if stated(text, secret.counts, secret.shares, kpi.name) else text


def discreet_note(reading: Reading, secret: Secret, kpi: Kpi) -> Reading:
    """A figure that is shown, without its note if that states a secret number."""
    tells = reading.note and stated(reading.note, secret.counts, secret.shares, kpi.name)
    return replace(reading, note=WITHHELD.replace("part", "note")) if tells else reading
