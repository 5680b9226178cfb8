"""English: another time, a refusal of the datum, and not knowing."""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

_NOT_CALLBACK = frozenset(Question) - {Question.CALLBACK_TIME}
_DATUM = frozenset(
    {Question.BIRTH_YEAR, Question.MUNICIPALITY, Question.SERVICES, Question.CALLBACK_TIME}
)
_NOT_SERVICES = _NOT_CALLBACK - {Question.SERVICES, Question.MUNICIPALITY}

RULES = (
    Rule(
        "en.later",
        Intent.LATER,
        (
            "call|text|phone|ring|try|talk|hit|message|reach|contact|write|speak|calling|catch|"
            "<contact> [me|us|you|back|to_me|to_you|again|up|it|this|later|please|maybe]* "
            "back|<soon>|another|<at_some>|<day>|again",
            "not|isnt|aint [really|is]* [a|the|good|great|best]+ [time|moment|day]+",
            "not right_now|now|today|at_the_moment|at_this_time|at_this_moment|yet_but",
            "cant|cannot|can_not|not_able_to|unable_to|couldnt|wont [really|even|right|now]* "
            "talk|speak|answer|chat|take_calls|take_this|take_your|decide|do_this|pick_up|text "
            "!to_machines|to_a|to_robots|with_a|spanish|english|that|about",
            "^ [maybe|perhaps|a|little|not|now|call|no|yes|yeah|sure|but|ok|can_we|lets|do|it|"
            "can|you|some]* <soon>|not_now|not_right_now|not_today|time [please|maybe|thanks|ok|"
            "sorry|then|on|is|better]* $",
            "can|could|lets|let_us|we|maybe|yes|yeah|but|rather|better|prefer|how_about|do|"
            "interested "
            "[we|you|do|it|this|talk|to|i|can|please|me|about|check|see|let_you_know|ill|speak|"
            "just|have|finish]* <soon>",
            "<soon> [is|would|will|works|if|be|maybe|i|can]+ [better|be|work|you_can|fine|best|"
            "good|call|possible|talk|let_you]+",
            "think|sleep|pray|thinking|consider|talk|discuss|mull|look [about|on|over|this|into]+ "
            "[it|that|this|a|with|my|first|some|the]+",
            "think|consider it|that|first",
            "let me|us think|check|ask|talk|see|discuss|consult|finish|look|get_back|sleep|"
            "look_at|"
            "speak|get_home|know_later",
            "need|have|want|got|gotta|should|wanna|like|would [to|first|more]* "
            "ask|check|talk|consult|discuss|think|speak|time_to|some_time|more_time|a_few_days|"
            "a_day "
            "[to|about|with|over|it|this|that|see|first]* "
            "[my|it|this|the|with|a|about|over|that|first|to_think|bit]+",
            "<ill> let|call|text|get|reach|contact|hit|message|tell|give|ring|phone|return|be|"
            "check|write you|u|ya|back|your_call|free|them|in|and_let",
            "get back to|with you|u|ya|me",
            "bad|wrong|terrible|awkward|busy time|moment",
            "hold on|up|a",
            "one|just|wait|give|gimme [me|a|us]* second|moment|minute|sec|min|a_second|"
            "a_minute|a_sec|"
            "a_moment|a_few|some_time",
            "^ [one|just|a]* second|moment|minute|sec|wait $",
            "havent|not|didnt|yet decided|made_up_my_mind|decided_yet|made_up",
            "<dont> know|sure|decided yet",
            "in|for|after [a|an|the|about|maybe|couple|couple_of|few|two|three|half|some|another|"
            "of]+ [hour|days|hours|minutes|day|week|weeks|month|months|mins|half_hour]+ "
            "!ago|old|now",
            "after|until|when|once|til|till [i|my|im|were|ive|the|new]+ "
            "[get|finish|am|off|out|home|free|done|shift|work|lunch|class|leave|holidays|year|"
            "back|have|can|break|on]+",
            "gotta|have_to|need_to|got_to|gonna go|run|hang_up|leave|get_going",
        ),
        unless=(
            "in english|spanish|person|someone|garifuna|miskito",
            "who|what|why .. calling|call",
            "<dont>|stop|never|no|not call|text me|us|back $",
            "call|speak|talk [to]* <bot>",
            "thank|thanks you for calling",
            "nothing|no_need|no_reason to think|discuss",
            "didnt|did_not|havent call|text|get_back",
            "ill get back to you as",
        ),
        only=_NOT_CALLBACK,
        negatable=True,
    ),
    Rule(
        "en.later_busy",
        Intent.LATER,
        (
            "im|i_am|am|kinda|were|me|bit|little|currently|still|while|right_now|i_was <busy>",
            "im|i_am|were|am <really> [<really>]* <busy>",
            "^ [sorry|i]* busy|driving [sorry|rn|now|right_now|at_the_moment|today]* $",
            "busy|driving|working|work|class|meeting|church rn|now|right_now|at_the_moment|"
            "sorry|today",
            "got|have [a|an|my|to]+ [meeting|class|appointment|customer|client|go|baby|run|kids]+",
        ),
        unless=(
            "in english|spanish",
            "not|<dont> [really]* busy|working|have",
            "im|i_am working in|on|for_a|as",
        ),
        only=_NOT_SERVICES,
    ),
    Rule(
        "en.later_promise",
        Intent.LATER,
        (
            "<ill> let|call|text|get|tell you|u|back [know]*",
            "get back to you",
            "<dont>|not|unsure know|sure yet|right_now|now",
            "let me check|see|ask|think|look",
            "^ [maybe|some|sometime]* next|another|later|other week|month|day|time|on|year "
            "[maybe|sometime|please]* $",
            "^ [maybe]* later|not_now|not_today|some_other_day $",
            "need|have|want to check|ask|see",
        ),
        only=frozenset({Question.CALLBACK_TIME}),
    ),
    Rule(
        "en.no",
        Intent.NO,
        (
            "rather not",
            "none|nothing|neither",
            "not telling|giving|saying|comfortable|interested|sharing|answering|going|gonna|"
            "really_interested",
            "dont|do_not|wont|not|cant|refuse [want|to|going|gonna|like|have|feel|need|"
            "comfortable|"
            "you|i]* [tell|give|share|say|giving|sharing|telling|answer|want|disclose|provide|"
            "feel_comfortable|saying] !remember|exactly|to_talk|know|you_for_sure",
            "thats|its|that_is|it_is|is|thats_kind_of|too|very private|personal|confidential",
            "none|not|aint of|your your|business|concern",
            "mind your",
            "never mind",
            "no thanks|thank_you|thank|interest",
            "what|why do_you|does_it|should care|matter|tell",
            "no longer|more interested",
        ),
        only=_DATUM,
        unless=("<dont> know|remember|care", "nothing_else|no_more .. but"),
    ),
    Rule(
        "en.unsure",
        Intent.UNCLEAR,
        (
            "<dont>|cant|couldnt [really|even|quite|exactly|so|too|be]* know|sure|remember|recall|"
            "certain|tell_you_exactly|say_for_sure|positive|idea",
            "not|no|un idea|clue|sure",
            "i guess|forgot|forget",
            "maybe|perhaps|possibly|unsure|not_sure|dunno|idk|who_knows|depends|we_will_see|"
            "well_see|"
            "might|could_be|hard_to_say|undecided",
        ),
        unless=("<dont> know <him>|who|that|anyone|anybody|them|nobody",),
        confidence=0.9,
    ),
)
