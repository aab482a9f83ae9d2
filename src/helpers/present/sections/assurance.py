"""The assurance statement: what was checked and by whom, what came of it, and what the figures cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.assurance import Checked, Limit, ages, limits
from helpers.analysis.commentary import pack_findings
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.portfolio import Portfolio
from helpers.analysis.scorecard import CorporateReport
from helpers.model.audience import Cadence
from helpers.model.quality import Severity
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Paragraph, Section, Strong, Words, joined
from helpers.present.sections.findings import unshown_words
from helpers.present.sections.summary import page_link

MOST_NAMED = 6
NO_CHECKS = "No figure is new in this report and no target is in force, so no check of the data was made."
NO_RECORD = "Nobody has put on record yet who checked these figures, and who assured that they were checked."
SINCE = {
    True: "Nothing that was checked has changed since.",
    False: "Something has changed since, so that record does not vouch for the figures as they are here.",
    None: "Whether anything has changed since that day was not looked at for this report.",
}
LIMITS = {
    Limit.NO_FIGURE: "No figure to report: ",
    Limit.LATE: "The next figure is late: ",
    Limit.SUPPRESSED: "Suppressed, since the figure could identify someone or give away another: ",
    Limit.PROVISIONAL: "The latest figure is provisional: ",
    Limit.ESTIMATED: "The latest figure is an estimate: ",
    Limit.BREAK: "A break in the series, so that figures before and after are not comparable: ",
    Limit.OLDER_COMPARATORS: "Compared with figures of other areas that are older than our own: ",
}
NO_LIMITS = "None of the limitations that are looked for applies: no figure is missing, late, suppressed or uncertain."
METHOD = (
    "The checks are made by machine. They look for what is odd, can miss what is wrong but not odd, and cannot show "
    "that a figure was right at its source. How figures are compared, rated and hidden is documented in METHOD.md, "
    "which comes with the workbook."
)
OF_OWNERS = (
    "Ratings, forecasts, spend and scores are those of the people who own them. Nobody has put on record that a second "
    "person checked them, and the checks on the figures of indicators are not made of them."
)
BY_MACHINE = (
    "It is looked at by machine whether highlight reports are overdue and whether a Green rating is at odds with the "
    "figures beside it; a residual or target score above the inherent one is refused. "
)


def assurance(report: Pack | CorporateReport | Portfolio) -> Section:
    """What was checked and found, who vouched for it, and the limitations; never more than was done."""
    return Section(tuple(_of_portfolio(report) if isinstance(report, Portfolio) else _of_figures(report)))


def _of_figures(report: Pack | CorporateReport) -> Iterator[Block]:
    yield Paragraph(_of_data(report.checked))
    if isinstance(report, Pack) and report.plan.cadence is Cadence.QUARTERLY:
        yield Paragraph(_of_commentary(report))
    yield Paragraph(_vouched(report.checked))
    yield Paragraph(Strong("Limitations"), "keep")
    yield Bullets(tuple(_limitations(report)))
    yield Paragraph(METHOD, "small")


def _of_data(checked: Checked) -> str:
    made = checked.made
    if not made.checks:
        return " ".join([NO_CHECKS, *_kept_back(checked)])
    said = f"{made.words} were made: of the figures that are new in this report, and of the targets in force."
    return " ".join([said, _found(checked), *_kept_back(checked)])


def _found(checked: Checked) -> str:
    made = checked.made
    if not made.findings:
        return "Of what can be told here, nothing was odd." if checked.unshown else "Nothing was odd."
    was = "was" if made.accepted == 1 else "were"
    accepted = f"{was} accepted with a reason, by {words.listing(checked.accepted_by)}"
    if made.findings == 1:
        said = f"it {accepted}" if made.accepted else "nobody has answered it yet"
    elif not made.open:
        said = f"all {accepted}"
    elif not made.accepted:
        said = "nobody has answered any of them yet"
    else:
        said = f"{made.accepted} {accepted}, and nobody has answered the rest yet"
    return f"{words.plural(made.findings, 'thing was', 'things were')} odd: {said}."


def _kept_back(checked: Checked) -> Iterator[str]:
    """How much more was found that cannot be told, and how much of it waits for an answer."""
    if checked.unshown:
        yield unshown_words(checked.unshown)
    if checked.untold:
        yield f"Of that, nobody has answered {checked.untold} yet."


def _of_commentary(pack: Pack) -> str:
    given = sum(each.commentary is not None for each in pack.indicators)
    found = [each for each in pack_findings(pack) if each.rule != "checks"]
    must = sum(each.severity is Severity.MUST for each in found)
    should = len(found) - must
    told = [f"{words.plural(must, 'thing')} must be put right"] * bool(must)
    told += [f"{words.plural(should, 'thing')} should be looked at"] * bool(should)
    came = words.listing(told) or "nothing was found"
    who = f"Services gave commentary on {given} of {words.plural(len(pack.indicators), 'indicator')}"
    checked = "It was set beside the figures, and it was" if given else "It was"
    return (
        f"{who}. {checked} checked whether actions are on record where they must be, and revisions explained: {came}."
    )


def _vouched(checked: Checked) -> str:
    record = checked.vouched
    if record is None:
        return NO_RECORD
    left = "nothing left open" if not record.open else f"{words.plural(record.open, 'finding')} left open"
    who = f"checked by {record.analyst}, assured by {record.assurer}, with {left}"
    put = f"Put on record on {words.day(record.recorded_on)}, for the figures of every committee"
    return f"{put}: {who}. {SINCE[checked.stands]}"


def _limitations(report: Pack | CorporateReport) -> Iterator[Words]:
    old_after = report.organisation.settings.old_after
    found = limits(report.indicators, old_after)
    for limit, results in found.items():
        text = LIMITS.get(limit) or f"The latest figure was more than {words.months(old_after)} old: "
        yield joined([text, *_named(results), "."], "")
    if not found:
        yield NO_LIMITS
    age = ages(report.indicators)
    if age:
        yield _ages(report.plan.cadence.noun, *age)


def _named(results: Sequence[IndicatorResult]) -> Iterator[Words]:
    """The indicators, as links to their pages; where there are many how many more there are."""
    shown = results if len(results) <= MOST_NAMED + 1 else results[:MOST_NAMED]
    rest = len(results) - len(shown)
    for place, each in enumerate(shown):
        last = place == len(shown) - 1 and not rest
        yield "" if place == 0 else " and " if last else ", "
        yield page_link(each)
    if rest:
        yield f" and {rest} more"


def _ages(noun: str, newest: int, oldest: int, middle: int) -> str:
    if newest == oldest:
        return f"When the {noun} ended the latest figures were {words.months(newest)} old."
    half = f"at least half of them no more than {words.months(middle)}"
    return f"When the {noun} ended the latest figures were between {newest} and {oldest} months old, {half}."


def _of_portfolio(portfolio: Portfolio) -> Iterator[Block]:
    late, doubted = len(portfolio.overdue), sum(bool(each.doubts) for each in portfolio.open)
    told = [f"{words.plural(late, 'report is', 'reports are')} overdue"] * bool(late)
    told += [f"{words.plural(doubted, 'project has', 'projects have')} a Green at odds with its figures"] * bool(
        doubted
    )
    came = words.sentence(words.listing(told) or "nothing of the kind was found")
    yield Paragraph(OF_OWNERS)
    yield Paragraph(f"{BY_MACHINE}{came}.")
