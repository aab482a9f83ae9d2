"""What is there to put right in a service's commentary, set beside the figures that it is about?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from helpers.analysis.facts import facts, names
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.placeholders import NAMES, available, hidden
from helpers.analysis.revisions import unexplained
from helpers.errors import did_you_mean
from helpers.model.audience import Cadence
from helpers.model.commentary import ServiceCommentary
from helpers.model.organisation import Settings
from helpers.model.periods import uk_date
from helpers.model.quality import Finding, Severity
from helpers.rules.claims import contradictions
from helpers.rules.prose_checks import copied, likeness, placeholders, undefined_acronyms, word_count


def findings(
    result: IndicatorResult,
    previous: ServiceCommentary | None,
    settings: Settings,
    known_acronyms: Collection[str],
) -> tuple[Finding, ...]:
    """What the checks found in the commentary on one indicator and in its revised figures, by line and then by rule.

    An edition within a quarter has no commentary. `previous` is the commentary of the quarter before, if there was
    one. `known_acronyms` need no explanation.
    """
    if result.cadence is not Cadence.QUARTERLY:
        return ()
    found = [*_action(result, settings), *unexplained(result)]
    said = result.commentary
    if said is not None:
        found += [
            *_telling(result, said),
            *_stale(result, said),
            *_copied(result, said, previous, settings),
            *_too_long(result, said, settings),
            *_contradictions(result, said),
            *_acronyms(result, said, known_acronyms),
            *_placeholders(result, said),
        ]
    return tuple(sorted(found, key=lambda each: (each.line, each.rule)))


def pack_findings(pack: Pack) -> tuple[Finding, ...]:
    """What the checks found in the commentary and revised figures of the whole pack, what must be put right first."""
    organisation = pack.organisation
    known = organisation.acronyms
    found = [each for r in pack.indicators for each in findings(r, r.earlier_commentary, organisation.settings, known)]
    return in_order([*found, *_untold(pack.untold)])


def _untold(count: int) -> Iterator[Finding]:
    """That checks of figures which this report hides wait for an answer; what they found would give them away."""
    if count:
        waits = "One finding waits" if count == 1 else f"{count} findings wait"
        message = f"{waits} for an answer, about figures that are hidden here or that could give one away."
        yield Finding(Severity.MUST, "checks", "", "data/quality/accepted.csv", 0, message, "See: packs quality check")


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of several indicators: those that must be put right first, then by file and line."""
    return tuple(sorted(found, key=lambda each: (each.severity is not Severity.MUST, each.file, each.line, each.rule)))


def unfillable(result: IndicatorResult) -> tuple[Finding, ...]:
    """Figures that the commentary names and that do not exist, or have no value this quarter."""
    return tuple(_placeholders(result, result.commentary)) if result.commentary else ()


def unknown_names(said: ServiceCommentary) -> tuple[tuple[str, int], ...]:
    """Names in braces that stand for no figure, each with its line in the file."""
    return tuple((name, line + 1) for name, line in placeholders(_page(said)) if name not in NAMES)


def _finding(
    result: IndicatorResult, rule: str, line: int, message: str, fix: str, severity: Severity = Severity.SHOULD
) -> Finding:
    written = result.commentary.file if result.commentary else ""
    file = written or f"data/kpis/{result.kpi.id}/commentary/{result.quarter.id}.md"
    return Finding(severity, rule, result.kpi.id, file, line or int(bool(written)), message, fix)


def _action(result: IndicatorResult, settings: Settings) -> Iterator[Finding]:
    required = result.status in settings.action_required
    if not result.has_action and (required or result.status in settings.action_prompted):
        severity = Severity.MUST if required else Severity.SHOULD
        message = f"{result.status} without an action: owner {result.kpi.owner}."
        yield _finding(
            result, "action", 0, message, "Add “## Action”: what is being done, by whom and by when.", severity
        )


def _stale(result: IndicatorResult, said: ServiceCommentary) -> Iterator[Finding]:
    begins = result.quarter.start
    if said.date < begins:
        message = f"The commentary is dated {uk_date(said.date)}, before the quarter began on {uk_date(begins)}."
        yield _finding(result, "stale", 0, message, "Write it anew on this quarter's figures, with its date.")


def _telling(result: IndicatorResult, said: ServiceCommentary) -> Iterator[Finding]:
    for line in said.withheld:
        message = "The commentary states a number that is hidden in this report, so this part of it is withheld."
        fix = "Write {kpi.actual} where the figure belongs, or say it without the number."
        yield _finding(result, "hidden number", line, message, fix, Severity.MUST)


def _copied(
    result: IndicatorResult, said: ServiceCommentary, previous: ServiceCommentary | None, settings: Settings
) -> Iterator[Finding]:
    """What is said of performance is compared; an action may well be the same for several quarters."""
    now, before = (f"{each.text}\n\n{each.cause}" if each else "" for each in (said, previous))
    if not said.withheld and _new_figure(result) and copied(now, before, settings.copied_percent):
        share = f"{100 * likeness(now, before):.0f}%"
        message = f"{share} of the commentary is the same as in the last one, though the figure has changed."
        yield _finding(result, "copied", said.text_line, message, "Say what is new this quarter.")


def _new_figure(result: IndicatorResult) -> bool:
    """Whether this quarter has a figure that the last did not, and of another value."""
    fresh, current, previous = result.freshness, result.current, result.previous
    if fresh is None or current is None or fresh.carried_forward or fresh.overdue:
        return False
    return previous is None or current.value != previous.value


def _too_long(result: IndicatorResult, said: ServiceCommentary, settings: Settings) -> Iterator[Finding]:
    cut, whole = "Say the most important first: the pack is cut there.", "Say it in fewer: it is printed whole."
    for part, text, line, fix in (
        ("commentary", said.text, said.text_line, cut),
        ("cause", said.cause, said.cause_line, whole),
        ("action", said.action, said.action_line, whole),
    ):
        count, limit = word_count(text), settings.commentary_words
        if count > limit:
            yield _finding(result, "length", line, f"The {part} has {count:,} words; the limit is {limit:,}.", fix)


def _contradictions(result: IndicatorResult, said: ServiceCommentary) -> Iterator[Finding]:
    known = facts(result)
    for text, begins in ((said.text, said.text_line), (said.cause, said.cause_line)):
        for claim in contradictions(text, known, names(result)):
            message = f"“{claim.phrase}” says that {claim.says}, but {claim.but}."
            fix = "Put the words right, or say which comparison is meant."
            yield _finding(result, "contradiction", begins + claim.line, message, fix)


def _acronyms(result: IndicatorResult, said: ServiceCommentary, known: Collection[str]) -> Iterator[Finding]:
    for acronym, line in undefined_acronyms(_page(said), known):
        fix = f"Write it in full where it first stands, with ({acronym}) after it."
        yield _finding(result, "acronym", line + 1, f"“{acronym}” is not explained.", fix)


def _placeholders(result: IndicatorResult, said: ServiceCommentary) -> Iterator[Finding]:
    must = partial(_finding, result, "placeholder", severity=Severity.MUST)
    for name, line in placeholders(_page(said)):
        if name not in NAMES:
            yield must(line + 1, f"{{{name}}} does not name a figure.", did_you_mean(name, NAMES))
        elif not available(name, result) and not hidden(name, result):
            message = f"{{{name}}} has no value this quarter: there is nothing to say for {NAMES[name]}."
            yield must(line + 1, message, "Write the sentence without it.")


def _page(said: ServiceCommentary) -> str:
    """All that was written, each part on the lines on which it stands in its file."""
    page = ""
    for text, line in sorted(said.parts, key=lambda part: part[1]):
        page += "\n" * max(line - 1 - page.count("\n"), 2 if page else 0) + text
    return page
