"""Whether an English refusal to be called is bounded: *don't call me at night*, *not at work*."""

import re

from flows.understanding.en_words import CLASSES
from flows.understanding.normalise import any_of

_WHEN = any_of(
    *"in_the_morning in_the_mornings in_the_afternoon in_the_afternoons in_the_evening mornings "
    "in_the_evenings at_night so_early this_early too_early that_early so_late this_late too_late "
    "that_late early late before after while when during between until till unless at_work "
    "at_my_job at_this_hour at_this_time at_these_hours at_those_hours right_now today tonight "
    "tomorrow now on_sunday on_sundays on_saturday on_saturdays on_monday on_mondays on_tuesday "
    "on_tuesdays on_wednesday on_wednesdays on_thursday on_thursdays on_friday on_fridays "
    "on_weekends on_the_weekend on_weekdays sundays saturdays mondays weekends this_week "
    "every_day every_five_minutes so_often so_much this_often all_the_time at_lunch at_noon "
    "at_midnight past on_my_work at_my_work at_the_office in_spanish just_text rather_text "
    "text_me email_me call_my call_me i_will_call ill_call yet at_dinner this_month at_six "
    "at_five "
    "at_seven at_eight at_nine".split()
)
_FILLER = any_of(
    *"me please anymore again back us here ok man on_this_number this_number at ever again "
    "on_my_phone up my_phone".split()
)
_AFTER = re.compile(f"{_FILLER}*?{_WHEN}")
_BEFORE = re.compile(
    any_of(
        *"sundays sunday saturday saturdays mornings morning night nights weekends weekend "
        "evening "
        "evenings mondays monday fridays friday work".split()
    )
    + any_of(*"please so just you_can you_guys".split())
    + r"*\Z"
)
_INSTEAD = re.compile(
    r"(?<![^ ])(?<!you )(?<!dont )(?<!not )(?<!or )(?<!to )(?<!ever )(?<!never )(?<!and )"
    r"(?:kal|test|use|tri|kontakt|email|mesaje|boter|disturb) "
    r"(?:me |mi oter |te oter |mi " + any_of(*CLASSES["kin"]) + ")"
)
_ABSOLUTE = re.compile(
    r"(?<![^ ])"
    + any_of(*"ever_again never_again day_or_night never_ever at_all any_time_ever".split())
)


def limited(text: str, start: int, end: int) -> bool:
    """Whether the refusal at this span of folded text leaves a way to reach the person."""
    if _ABSOLUTE.search(text):
        return False
    if _INSTEAD.search(text, end):
        return True
    return bool(_AFTER.match(text, end) or _BEFORE.search(text[:start]))
