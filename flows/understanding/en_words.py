"""Classes of English words that the rules name, and the forms of the verbs among them."""

_CALL = (
    "call phone ring text message contact bother disturb write email dial harass annoy pester "
    "spam hassle reach buzz"
).split()
_DOUBLED = {"spam": "spamm"}
_KIN = (
    "mother mom mama mum father dad papa wife husband brother sister son daughter uncle aunt "
    "auntie cousin roommate friend grandma grandpa grandmother grandfather nephew niece boyfriend "
    "girlfriend partner boss neighbor neighbour stepson stepdad stepmom fiance ex kid child "
    "grandson granddaughter mother_in_law father_in_law sister_in_law brother_in_law coworker "
    "housemate landlord ex_wife ex_husband little_brother little_sister"
).split()


def ing(verb: str) -> str:
    return _DOUBLED.get(verb, verb.removesuffix("e")) + "ing"


def past(verb: str) -> str:
    return _DOUBLED.get(verb, verb.removesuffix("e")) + "ed"


CLASSES: dict[str, tuple[str, ...]] = {
    "dont": (
        "dont", "do_not", "never", "not", "wont", "no_longer", "cannot", "cant", "shouldnt",
        "stop_trying_to", "quit_trying_to", "you_better_not", "better_not",
    ),
    "contact": (*_CALL, "talk_to", "speak_to", "hit_up", "get_in_touch_with", "reach_out_to"),
    "contacting": (
        *(ing(v) for v in _CALL), "talking_to", "blowing_up", "bugging", "reaching_out_to",
        "hitting_up",
    ),
    "contacted": (*(past(v) for v in _CALL), "bugged"),
    "calls": (
        "calls", "messages", "texts", "phone_calls", "text_messages", "emails", "voicemails",
        "robocalls", "spam", "calling",
    ),
    "take": ("take", "remove", "delete", "erase", "get", "drop", "scratch", "scrub", "cross"),
    "roster": (
        "list", "lists", "database", "system", "records", "registry", "file", "files", "program",
        "roster", "calling_list", "call_list", "mailing_list", "contact_list", "contacts",
    ),
    "kin": tuple(_KIN),
    "he": ("he", "she"),
    "hes": ("hes", "shes", "he_is", "she_is", "hess"),
    "him": ("him", "her", "them"),
    "id": ("i_would", "id", "i_should"),
    "ill": ("ill", "i_will", "im_going_to", "im_gonna", "ima", "going_to", "gonna",
    "i_am_going_to",
            "were_going_to", "well", "we_will", "about_to", "i_can"),
    "really": ("really", "very", "so", "kind_of", "kinda", "pretty", "just", "still", "currently",
               "right_now", "already", "actually", "a_little", "a_bit", "too", "super", "sort_of",
               "always", "now", "also", "probably", "out", "over", "still_at"),
    "kin_of": ("my", "his", "her", "the", "their", "a", "our"),
    "human": (
        "person", "human", "someone", "somebody", "agent", "representative", "operator", "people",
        "human_being", "rep", "advisor", "manager", "supervisor", "counselor", "real_one",
        "social_worker", "attendant", "specialist", "staff",
    ),
    "bot": (
        "machine", "machines", "robot", "robots", "recording", "recordings", "computer",
        "computers", "bot", "bots", "automated_system", "voice_recording", "automated_voice",
    ),
    "day": (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend",
        "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
        "weekends", "tomorrow", "today", "tonight", "weekdays",
    ),
    "soon": (
        "later", "tomorrow", "tonight", "another_time", "another_day", "some_other_time",
        "some_other_day", "in_a_bit", "in_a_while", "in_a_few", "later_on", "next_week",
        "next_month", "next_time", "some_time_else", "later_today", "after_work", "afterwards",
        "in_a_minute", "a_different_time", "a_better_time", "a_little_later", "this_afternoon",
        "this_evening", "this_weekend", "when_i_get", "when_im", "in_an_hour", "in_half_an_hour",
    ),
    "at_some": (
        "at", "on", "after", "around", "before", "in_the", "between", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "this", "next", "when",
        "during", "by", "past",
    ),
    "busy": (
        "busy", "driving", "working", "cooking", "eating", "in_a_meeting", "in_class",
        "in_church", "at_church", "at_work", "at_the_doctor", "at_the_hospital", "at_school",
        "in_the_middle_of", "at_a_funeral", "on_the_bus", "on_my_way", "about_to_leave",
        "heading_out", "running_late", "on_another_call", "tied_up", "having_lunch",
        "having_dinner", "on_the_road", "on_the_other_line", "in_the_shower", "sleeping",
        "on_the_job", "in_a_rush", "in_a_hurry", "walking_into", "stepping_out", "doing_something",
        "on_my_lunch_break", "on_break", "with_a_customer", "with_a_client", "in_traffic",
        "at_the_bank", "at_the_store", "putting_my_kids", "feeding", "in_court", "on_shift",
        "on_a_call", "swamped", "at_lunch", "in_bed", "getting_ready", "at_the_clinic",
        "in_a_class", "on_the_phone",
    ),
}  # fmt: skip
