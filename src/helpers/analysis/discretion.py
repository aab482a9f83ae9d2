"""What do a service's words give away, and how are they told without it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from helpers.analysis.linked import Secret
from helpers.model.action import Action
from helpers.model.activity import Progress
from helpers.model.commentary import ServiceCommentary
from helpers.model.commitment import Commitment
from helpers.model.kpi import Kpi
from helpers.model.lesson import Lesson
from helpers.model.observation import Reading
from helpers.model.review import TrackerItem
from helpers.rules.stated import stated

Guard = Callable[[str], str]  # words as a public report tells them
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


def guard_against(secrets: Sequence[tuple[Kpi, Secret]]) -> Guard:
    """What tells words as they are, or that they are withheld where they state a secret number of one of these KPIs."""

    def told(text: str) -> str:
        tells = any(stated(text, secret.counts, secret.shares, kpi.name) for kpi, secret in secrets)
        return WITHHELD if tells else text

    return told


def discreet_action(action: Action, told: Guard) -> Action:
    """The action, and what became of it, with words that state no secret number."""
    updates = tuple(each.model_copy(update={"note": told(each.note)}) for each in action.updates)
    words = {"what": told(action.what), "subject": told(action.subject)}
    return action.model_copy(update={**words, "updates": updates})


def discreet_item(item: TrackerItem, told: Guard) -> TrackerItem:
    """What was recorded for a review, in words that state no secret number."""
    return item.model_copy(update={"item": told(item.item)})


def discreet_lesson(lesson: Lesson, told: Guard) -> Lesson:
    """A lesson in words that state no secret number."""
    words = {"lesson": told(lesson.lesson), "source": told(lesson.source), "action": told(lesson.action)}
    return lesson.model_copy(update=words)


def discreet_commitment(commitment: Commitment, told: Guard) -> Commitment:
    """A commitment in words that state no secret number."""
    words = {field: told(getattr(commitment, field)) for field in ("kind", "milestone", "evidence", "owner")}
    return commitment.model_copy(update=words)


def discreet_progress(progress: Progress, told: Guard) -> Progress:
    """How far an activity had come, with a note that states no secret number."""
    return progress.model_copy(update={"note": told(progress.note)})


def discreet_note(reading: Reading, secret: Secret, kpi: Kpi) -> Reading:
    """A figure that is shown, without its note if that states a secret number."""
    tells = reading.note and stated(reading.note, secret.counts, secret.shares, kpi.name)
    return replace(reading, note=WITHHELD.replace("part", "note")) if tells else reading
