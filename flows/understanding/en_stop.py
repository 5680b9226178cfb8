"""English: never contact me again, to be removed, or a threat to report."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

RULES = (
    Rule(
        "en.opt_out.no_call",
        Intent.OPT_OUT,
        (
            "<dont> [ever|you|want_you_to|want_you|want_to_be|you_ever|even|be|try_to|you_dare|"
            "want_anyone|anybody|like_being|wish_to_be|need_you|want_u_to|want_them_to|please|to|"
            "want_this_number|keep|you_keep|want_you_people]* "
            "<contact>|<contacted>|<contacting> "
            "me|us|this|here|again|anymore|any_more|my|back_again|at_all|ever|people|no_more",
            "<dont> <contact>|<contacted> $",
            "stop|quit|cease|enough|please_stop [all|with|the|your|already|it|of|trying_to|these|"
            "those|sending]* <contacting>|<calls>|<contact>|me_messages|me_texts|me_stuff",
            "no more [of]* [these|those|your|the|phone|text]* <calls>",
            "<dont> [want|need|wish|wanna|care|like]+ [to|any|no|more|get|getting|receive|hear|"
            "these|your|those|of|ever]* <calls> !about|from_strangers|for_work",
            "<dont> [want|wanna|wish|need|ever|you]* [to]* hear from|nothing_from|anything_from "
            "[you|u|this|these|anyone]+",
            "<dont> [you|ever]* send [me|us]* [any|anymore|more|no|anything|nothing|these|stuff|"
            "another|text|texts|messages]+",
            "how many times .. stop|<contacting>|tell_you|not|told",
            "last time you [<contact>|ever]+",
        ),
        unless=(
            "<dont> [you|they|we|u]* <contact> me|us back_yet|sooner",
            "why|how_come|when <dont>|didnt|havent you|they|u",
            "<dont> <contact> me|us ill|i_will|well|we_will",
            "<dont> stop",
            "why|did|have|when [did|have]* you|u|they stop|stopped|quit",
            "<dont> want|need [you|u|them]* to stop",
        ),
        limitable=True,
    ),
    Rule(
        "en.opt_out.remove",
        Intent.OPT_OUT,
        (
            "<take> me|my|this|us|our|mine|the [name|number|phone|info|information|contact|cell|"
            "off|from|out|of|data|family]* "
            "[your|the|this|that|these|of|from|off|all|any|every]* <roster>",
            "<take> me|my_number|my_name|us|this_number|my_info|my_data off|out|from|out_of",
            "remove|delete|erase|unsubscribe me|us|my_number|my_name|this_number|my_info|"
            "my_informacion|"
            "my_data|my_information|this_phone",
            "i|to|me|us|please [want|would|like|need|have_to|off]* [to]* "
            "unsubscribe|unsubscribed|opt_out|opted_out|be_removed|be_taken_off|be_deleted|"
            "get_off_this_list|get_off_your_list",
            "opt me|us out",
            "revoke|withdraw [my|all]* consent|permission|authorization",
            "^ unsubscribe|optout|opt_out|remove_me|unsuscribe|stop_all|end|quit|cancel|stop_it|"
            "stop_now|stop_texting|stop_calling|no_more|stop|do_not_disturb|stop_this|enough "
            "[now|me|it|please|all|already|stop]* $",
        ),
        unless=("<dont> <take> me|my|us", "did|have|why you|they|u <take>|removed|taken"),
    ),
    Rule(
        "en.opt_out.in_peace",
        Intent.OPT_OUT,
        (
            "leave|let me|us|my_family [the_hell|the_fuck|be]* [alone|in_peace|be]+",
            "lose|forget|block|burn|throw_away my|this number|phone_number|contact|info",
            "get lost",
            "fuck|screw|piss|buzz off|you",
            "<dont> bother [me|us]* [again|anymore|ever|no_more]+",
        ),
        unless=("alone for|until|till|right_now|today",),
        limitable=True,
    ),
    Rule(
        "en.opt_out.threat",
        Intent.OPT_OUT,
        (
            "<ill> [have_to|just|be]* block*|report*|sue|suing you|this|u|it|your|ya",
            "<ill> [have_to|just|be]* file|filing|press|pressing|make|filling a|charges|complaint",
            "<ill> [have_to|just|be]* call|calling|contact|go_to the_police|the_cops|my_lawyer|"
            "the_police|a_lawyer",
            "im|i_am|were blocking|reporting [you|this|your|it|u]+",
            "you|u|youre|you_are|number|ur [are|is|getting|been|being|will_be]* blocked|reported",
            "reporting|blocking|blocked|reported [you|this|u|it]* [for|as|number]+",
            "this is harassment",
        ),
    ),
)
