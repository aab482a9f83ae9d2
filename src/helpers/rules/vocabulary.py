"""Which words does a service use when it says how an indicator is doing? Lists and patterns, and nothing else.

Patterns are matched against text in which markup is blanked out, the KPI's own names are runs of NAME and the names of
the current period are runs of NOW. They ignore case, except STATUS.
"""

from __future__ import annotations

import re
from enum import StrEnum

NAME, NOW = "\ue000", "\ue001"


class Kind(StrEnum):
    """What a statement says, in the words in which it is told back."""

    BETTER = "performance has improved"
    WORSE = "performance has worsened"
    ROSE = "the figure has risen"
    FELL = "the figure has fallen"
    DECLINED = "the figure has declined"
    SAME = "nothing has changed"
    MET = "the target is met"
    BEAT = "the target is exceeded"
    MISSED = "the target is missed"
    ABOVE_TARGET = "the figure is above target"
    BELOW_TARGET = "the figure is below target"
    BETTER_THAN_NEIGHBOURS = "performance is better than the neighbours'"
    WORSE_THAN_NEIGHBOURS = "performance is worse than the neighbours'"
    ABOVE_NEIGHBOURS = "the figure is above the neighbours'"
    BELOW_NEIGHBOURS = "the figure is below the neighbours'"
    STATUS = "the status is"
    KEPT_STATUS = "the status is still"
    BEST = "this is the best figure"
    WORST = "this is the worst figure"
    HIGHEST = "this is the highest figure"
    LOWEST = "this is the lowest figure"


class Span(StrEnum):
    """The stretch of time that a statement speaks of. OTHER is any that the figures given do not cover."""

    PERIOD = "period"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TREND = "trend"
    OTHER = "other"


def _one_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern for any of the alternatives, each a whole word or several."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Change. A comparative counts only where a stretch of time follows it: "better than last quarter".
_THAN = r"(?= than\b| compared\b)"
CHANGE = {
    Kind.SAME: _one_of(
        r"unchanged", r"stable", r"static", r"(?:has|have|did|does|is|was)(?: not|n't) (?:really )?changed?",
        r"no change", r"(?:the )?same(?= as\b)",
    ),
    Kind.BETTER: _one_of(
        r"improved(?! to [a-z])", r"improving", r"continue[sd]? to improve", r"(?:got|getting|gotten) better",
        rf"(?:better|stronger){_THAN}",
    ),
    Kind.WORSE: _one_of(
        r"worsened", r"worsening", r"deteriorated", r"deteriorating", r"continue[sd]? to (?:worsen|deteriorate)",
        r"(?:got|getting|gotten) worse", rf"(?:worse|weaker|poorer){_THAN}",
    ),
    Kind.DECLINED: _one_of(r"declined", r"declining", r"dipped", r"slipped", r"continue[sd]? to decline"),
    Kind.ROSE: _one_of(
        r"rose", r"risen", r"rising", r"increased", r"increasing", r"grew", r"grown", r"climbed",
        r"(?:gone|went|going) up", r"continue[sd]? to (?:rise|increase|grow|climb)", rf"higher{_THAN}",
        r"up(?= (?:on|from|since|by|compared)\b)",
    ),
    Kind.FELL: _one_of(
        r"(?:fell|fallen|falling)(?! short| behind)", r"dropped", r"dropping", r"decreased", r"decreasing", r"reduced",
        r"reducing", r"(?:gone|went|going|come|came|coming) down", rf"lower{_THAN}",
        r"continue[sd]? to (?:fall|drop|decrease|reduce)", r"down(?= (?:on|from|since|by|compared)\b)",
    ),
}  # fmt: skip

_ADJECTIVE = (
    "good great strong steady small slight modest large big sharp further continued marked significant notable clear "
    "welcome real pleasing sustained gradual general overall another some more slow rapid encouraging considerable "
    "disappointing noticeable solid recent"
)
_DETERMINED = rf"(?:^|(?<=\s))(?:(?:a|an|the|this|{'|'.join(_ADJECTIVE.split())}|[\d.,]+ ?(?:%|pp)) ){{1,6}}"
NOUNS = {
    Kind.BETTER: re.compile(rf"{_DETERMINED}(?:improvements?|progress)\b|^improvement\b", re.IGNORECASE),
    Kind.WORSE: re.compile(rf"{_DETERMINED}(?:deterioration|worsening)\b|^deterioration\b", re.IGNORECASE),
    Kind.DECLINED: re.compile(rf"{_DETERMINED}(?:decline|dip)\b|^decline\b", re.IGNORECASE),
    Kind.ROSE: re.compile(rf"{_DETERMINED}(?:rise|increase)\b|^(?:rise|increase)\b", re.IGNORECASE),
    Kind.FELL: re.compile(
        rf"{_DETERMINED}(?:fall|drop|decrease|reduction)\b|^(?:fall|drop|decrease|reduction)\b", re.IGNORECASE
    ),
}

# Target. Only this KPI's own target counts, not the national one or next year's.
_TARGET = (
    r"(?:(?:the|our|its|this|that|a|agreed|annual|yearly|quarterly|monthly|current|set|own|council's|corporate|local|"
    r"performance|[\d.,]+(?:%| per cent)?|£[\d.,]+) ){0,6}target(?: range| figure| level)?"
    r"(?! (?:to|group|audience|date|setting|area|areas|families|cohort|population)\b)"
)
_NOT_YET = r"(?:not|n't)(?: yet| been| quite| now| currently| being)*"
TARGET = {
    Kind.MISSED: _one_of(
        rf"(?:missed|misses|missing|continue[sd]? to miss) {_TARGET}",
        rf"{_TARGET} (?:is|was|has been) (?:narrowly |just )?missed",
        rf"(?:{_NOT_YET}|\w+n't(?: yet)?) (?:met|meet|meeting|achieved?|achieving|hit|reach(?:ed)?|on|at|within|"
        rf"inside) {_TARGET}",
        rf"{_TARGET} (?:is|was|has|have)(?: {_NOT_YET}|n't(?: yet| been)*) (?:met|achieved|hit|reached)",
        rf"(?:fail(?:ed|s|ing) to|yet to) (?:meet|achieve|hit|reach) {_TARGET}",
        rf"(?:f[ae]lls? |fallen )?short of {_TARGET}",
        rf"(?:off|behind|outside(?: of)?|worse than|adrift of|away from|far from) {_TARGET}",
    ),
    Kind.MET: _one_of(
        rf"(?:met|meets|meeting|achieved|achieves|achieving|hit|hits|reached|reaches) {_TARGET}",
        rf"continue[sd]? to (?:meet|achieve) {_TARGET}",
        rf"{_TARGET} (?:is|was|has been|has now been|is now|is being|was again|is again) (?:met|achieved|hit|reached)",
        rf"(?:on|at|within|inside|in line with|(?:at|on) or (?:above|below|better than)) {_TARGET}",
    ),
    Kind.BEAT: _one_of(
        rf"continue[sd]? to (?:exceed|beat) {_TARGET}",
        rf"(?:exceeded|exceeds|exceeding|beat|beats|beaten|surpassed|surpasses) {_TARGET}",
        rf"{_TARGET} (?:is|was|has been|has now been) (?:exceeded|beaten|surpassed)",
        rf"(?:better than|ahead of) {_TARGET}",
    ),
    Kind.ABOVE_TARGET: _one_of(rf"(?:above|over|higher than) {_TARGET}"),
    Kind.BELOW_TARGET: _one_of(rf"(?:below|under|beneath|lower than) {_TARGET}"),
}

_AREAS = r"(?:areas|authorities|local authorities|councils|counties|places)"
_NEIGHBOURS = (
    r"(?:(?:the|our|its|that of|those of|in|for|at|of|other|statistical|nearest|average|mean) ){0,6}"
    rf"(?:neighbours?'?(?: average| mean| group)?|neighbour's|peers?'?(?: group)?(?: average)?|comparators?'?(?: group|"
    rf" average| {_AREAS})?|(?:similar|comparable|comparator) {_AREAS}'?|family group(?: average)?)"
)
NEIGHBOURS = {
    Kind.BETTER_THAN_NEIGHBOURS: _one_of(
        rf"(?:better|stronger) than {_NEIGHBOURS}", rf"ahead of {_NEIGHBOURS}",
        rf"(?:continue[sd]? to outperform|outperform(?:ed|s|ing)) {_NEIGHBOURS}",
        rf"compares? (?:well|favourably|very well) (?:with|to) {_NEIGHBOURS}",
    ),
    Kind.WORSE_THAN_NEIGHBOURS: _one_of(
        rf"(?:worse|weaker|poorer) than {_NEIGHBOURS}", rf"(?:lag(?:s|ged|ging)? )?behind {_NEIGHBOURS}",
        rf"compares? (?:poorly|badly|unfavourably) (?:with|to) {_NEIGHBOURS}",
    ),
    Kind.ABOVE_NEIGHBOURS: _one_of(rf"(?:above|higher than) {_NEIGHBOURS}"),
    Kind.BELOW_NEIGHBOURS: _one_of(rf"(?:below|lower than) {_NEIGHBOURS}"),
}  # fmt: skip

# Status: the word itself, with a capital letter, where no name such as Green Lane can begin.
COLOUR = r"(?:Red|Amber|Green|Blue|RED|AMBER|GREEN|BLUE)"
STATUS = re.compile(
    rf"(?<!from )(?<!than )(?<!or )\b(?P<colour>{COLOUR})\b(?! or {COLOUR})"
    r"(?=[ -]*(?:rated|rating|status|RAG)?\s*"
    r"(?:$|(?:on|in|for|at|since|this|again|against|with|from|by|overall|after)\b))"
)
IS = _one_of(
    "is", "are", "remains?", "remained", "stays?", "stayed", "becomes?", "became", "become", "turned", "moved", "rated",
    "gone", "went", "been", "assessed", "reported", "improved", "dropped", "fell", "slipped", "returned", "now",
)  # fmt: skip
KEPT = _one_of("remains?", "remained", "stays?", "stayed", "still")
RECORDS = {
    Kind.BEST: ("best",),
    Kind.WORST: ("worst", "poorest"),
    Kind.HIGHEST: ("highest", "record high"),
    Kind.LOWEST: ("lowest", "record low"),
}
RECORD = _one_of(
    r"(?P<most>best|worst|poorest|highest|lowest)(?P<of>(?: [\w'\ue000]+){0,3}?) (?:on record|since records began|ever"
    r"(?: recorded| reported)?|(?:we have )?recorded|in (?:the|this) series|(?:in|of|over) the (?:period|years|"
    r"quarters|months) (?:shown|charted))",
    r"(?P<best_ever>best)[- ]ever(?P<of_ever>(?: [\w'\ue000]+)?)",
    r"(?P<record>record (?:high|low))",
)
NOT_THE_MOST = _one_of("one of", "second", "third", "fourth", "among", "amongst", "joint", "near", "close to", "next")

# Time.
_UNIT = r"(?P<unit>quarter|month|period|report(?:ing period)?|figure)"
TIMES: tuple[tuple[re.Pattern[str], Span | None], ...] = (
    (_one_of(r"last (?:quarter|month|period|year)'s(?! report)", r"previous (?:quarter|month|period|year)'s"), None),
    (
        _one_of(
            r"same (?:quarter|month|period|time|point)(?: of| in)?(?: the)? (?:last|previous|prior) (?:\w+ )?year",
            r"(?:this|same) time last year", r"(?:last|previous|prior|preceding) year", r"year before",
            r"(?:a|one) year (?:ago|earlier|previously|before)", r"year[- ](?:on|over)[- ]year",
            r"same time a year ago", r"over the (?:past |last )?year", r"(?:12|twelve) months (?:ago|earlier|before)",
        ),
        Span.YEAR,
    ),
    (_one_of(rf"(?:last|previous|preceding|prior) {_UNIT}", r"(?P<on>quarter|month)[- ]on[- ](?:quarter|month)",
            r"(?P<before>quarter|month|period) before"), Span.PERIOD),
    (_one_of(r"trend", r"long[- ]term", r"over the (?:period|years|quarters|months) (?:shown|charted)",
            r"direction of travel"), Span.TREND),
    (
        _one_of(
            rf"(?:since|from|than(?: in)?) {NOW}+", r"(?:19|20)\d\d(?:[-/–]\d\d)?", r"q[1-4]",
            r"quarter (?:\d|one|two|three|four)", r"(?:first|second|third|fourth) quarter(?! running| in a row)",
            "january", "february", "march", "april", "(?<!may )(?:in|since|than|from|last) may", "june", "july",
            "august", "september", "october", "november", "december", "spring", "summer", "autumn", "winter",
            "christmas", "easter", r"(?:pre-|post-)?pandemic", "covid(?:-19)?", "lockdown", "decade",
            r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|recent|few|past|consecutive) "
            r"(?:years|quarters|months|weeks|periods)", "so far this year", "year to date", "baseline", "over time",
            "throughout", "at times",
            r"(?:most|much|part|all|some|rest) of the (?:year|quarter|month|period)",
            "weeks?", "earlier in", "nationally", "regionally", "records began", r"half[- ]year", "term", "yesterday",
            "financial year", "academic year", "calendar year", r"launch\w*", "inspection", r"introduc\w+",
        ),
        Span.OTHER,
    ),
)  # fmt: skip

# What a statement about the figures is not.
NEGATION = _one_of(
    "not", r"\w+n't", "no", "never", "none", "nor", "neither", "without", "hardly", "barely", "scarcely", "nothing",
    "(?<!a )little", "lack", r"fail\w*", "unable", "rather than", "instead of", "far from", "yet to", "stopped",
    "halted", "slowed", "nearly", "almost", "virtually", "close to", "near",
)  # fmt: skip
UNREAL = _one_of(
    "will", "shall", "should", "would", "could", "might", "may", "can", "cannot", "must", "ought", "if", "unless",
    "whether", "until", r"once(?! again| more)", "when", r"expect\w*", r"hop(?:e|es|ed|ing)", r"aim\w*", "ambition",
    r"plan(?:s|ned|ning)", r"intend\w*", "intention", r"want\w*", r"wish\w*", r"seek\w*", r"needs?", "needed",
    r"anticipat\w*", r"forecast\w*", r"predict\w*", r"project(?:ed|ion|ions)", "likely", "goal", "objective",
    r"focus\w*", r"work(?:ing)? (?:to|towards)", "order to", "so that", r"next (?:quarter|year|month|period|report)",
    r"(?<!continues )(?<!continue )(?<!continued )to be", r"due to", "on track", "on course", r"bring\w*", "had",
    "previously", "formerly", "historically", "in the past", "used to", r"claim\w*", r"target (?:is|was) to",
)  # fmt: skip
HEDGED = _one_of(
    "broadly", "largely", "relatively", "fairly", "roughly", "mostly", "generally", "reasonably", "virtually",
    "more or less", "little", "more",
)  # fmt: skip
NEITHER_SO = _one_of(r"(?:expected|forecast|planned|hoped|predicted|anticipated|usual|normal)", "we would like")

# Grammar.
BREAK = re.compile(
    r"(?:(?<!\d),|,(?!\d)|[;:()–—]|\s-\s"
    r"|\b(?P<joint>and|but|yet|while|whilst|whereas|although|though|because(?: of)?|which|who|whose|where|when|despite|"
    r"due to|owing to|thanks to|following|however|after|with(?= (?:new|more|fewer|extra)\b)"
    r"|(?<!same )(?<!rated )(?<!reported )(?<!assessed )(?<!much )as(?! at\b| well\b))\b)",
    re.IGNORECASE,
)
TURNS = _set("but yet although though while whilst whereas however")
CAUSES = frozenset(("because of", "due to", "owing to", "thanks to", "following", "despite", "after", "with"))
WHO = _set("which who whose where")
HELPER = _one_of(
    "is", "are", "was", "were", "has", "have", "had", "been", "be", "will", "would", "should", "could", "can", "may",
    "might", "must", "remains?", "remained", "continue[sd]?", "did", "does", "do", "saw", "shows?", "showed", "became",
    "stays?", "stayed",
)  # fmt: skip
_LIMITS = ("in", "for", "among", "amongst", "at", "within", "across", "of", "on", "against", "towards")
LIMITS, LIMITS_OF_A_NOUN = _one_of(*_LIMITS), _one_of(*_LIMITS, "with")
PREPOSITIONS = _set(
    "in on at for to by from with since over during across within as than against compared between per through under "
    "around about up down into towards among amongst until throughout after of below above"
)
SMALL = PREPOSITIONS | _set("the a an and or who that which")
PERFORMANCE = _set("performance position")
VALUE = _set(
    "rate rates figure figures number numbers percentage proportion share score value average level levels total count "
    "actual"
)
EITHER = _set("result results indicator measure kpi metric outturn trend status rating rag direction travel")
RATIOS = _set("rate rates percentage proportion share")
PRONOUNS = _set("it this that these those they")
OURSELVES = _set("we service council")
PLAIN = _set(f"""
    the a an this that these those our its it they we service council there here all both each
    {" ".join(PREPOSITIONS)}
    and or also again still now then too once more most much far very even just well already only so yet ever even
    however overall nearly almost quite rather little bit lot somewhat further better worse best
    is are was were has have had been be being do does did get gets got getting become becomes became remain remains
    remained stay stays stayed continue continues continued keep keeps kept stand stands stood sit sits see seen saw
    show shows showed shown make makes made rated assessed reported recorded moved turned rose risen fell fallen dropped
    rise fall gone went going came come improved worsened increased decreased grew climbed slipped declined returned
    {_ADJECTIVE}
    half first second third fourth final end start row running consecutive successive time times latest current recent
    last previous prior preceding same before ago earlier next new year years quarter quarters month months period
    periods today point points cent pp per quarterly monthly annual reporting
    zero one two three four five six seven eight nine ten double
    county countywide council's area local whole board target range comparison relation shown red amber green blue
    """)
