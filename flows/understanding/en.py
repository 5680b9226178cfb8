"""English: the same intents, for people who grew up or lived long in the United States."""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

_NOT_CALLBACK = frozenset(Question) - {Question.CALLBACK_TIME}
_DATUM = frozenset(
    {Question.BIRTH_YEAR, Question.MUNICIPALITY, Question.SERVICES, Question.CALLBACK_TIME}
)

CLASSES: dict[str, tuple[str, ...]] = {
    "dont": ("dont", "do_not", "never", "please_dont", "not", "wont", "no"),
    "contact": ("call", "text", "contact", "message", "bother", "phone", "ring",
                "disturb", "write"),
    "contacting": (
        "calling", "texting", "contacting", "messaging", "bothering", "phoning", "harassing",
        "writing",
    ),
    "kin": (
        "mother", "mom", "father", "dad", "wife", "husband", "brother", "sister", "son",
        "daughter", "uncle", "aunt", "cousin", "roommate", "friend",
    ),
}  # fmt: skip

RULES = (
    Rule(
        "en.deceased",
        Intent.DECEASED,
        (
            "passed away|on",
            "he|she|is|has died|dead|deceased|killed",
            "was killed|murdered",
            "rest in peace",
        ),
        unless=("battery|phone died|dead", "my phone is"),
    ),
    Rule(
        "en.opt_out",
        Intent.OPT_OUT,
        (
            "dont|not|never|no [ever|you|want_you_to|want_to_be|you_ever]* <contact>|called|"
            "contacted "
            "me|us|this|here|again|anymore|any_more|my",
            "stop|quit [all|with|the|your]* <contacting>|calls|messages|texts",
            "take|remove|delete|erase|get me|my|this|us [name|number|phone]* [off|from|out]* "
            "[your|the|this|that]* list|lists|database|system|number|records",
            "take me off",
            "remove|delete me|my_number",
            "leave me|us alone",
            "lose my number",
            "no more calls|messages|texts",
            "opt me out",
            "^ unsubscribe|optout|opt_out|remove_me $",
            "ill|i_will|going_to|im_going_to|gonna block|report|sue you|this|u",
            "dont|never [you]* [ever]* <contact> again",
        ),
        unless=(
            "dont|not <contact> me .. morning|night|early|late|before|after|work|today|now|"
            "sunday|sundays|weekends|monday|mondays",
            "dont call me [i] ill",
        ),
    ),
    Rule(
        "en.away",
        Intent.AWAY,
        (
            "went|gone|moved|going|go back to <abroad>",
            "is|im|he|she|lives|living|am|hes|shes|live "
            "[in|living|back|now|currently]* in <abroad>",
            "left the country",
            "went back north|up_north",
            "back|out in|of [the] states|country",
            "in the states|us|usa|u_s",
        ),
    ),
    Rule(
        "en.wrong_number",
        Intent.WRONG_NUMBER,
        (
            "wrong number|person",
            "dont|do_not know him|her|that|who|anyone|anybody|them",
            "no one|body here|by",
            "nobody here|by",
            "theres|there no one|nobody|body",
        ),
        unless=("dont know who you|this|is_this",),
    ),
    Rule(
        "en.not_here",
        Intent.NOT_HERE,
        (
            "hes|shes|he|she [is]* not here|home|in|around|available",
            "isnt|is_not here|home|around",
            "at work|church|school|sleep|asleep|sleeping",
            "he|she|hes|shes [is]* out|sleeping|asleep|working",
            "this is|im his|her <kin>",
            "im the <kin>",
            "can i take a message",
        ),
        unless=("im|i_am at",),
    ),
    Rule(
        "en.human",
        Intent.HUMAN,
        (
            "talk|speak [with|to]* [a|an|to|with|someone]* [real|live|actual]* "
            "person|human|someone|somebody|agent|representative|operator|people",
            "real|live person|human|agent",
            "^ agent|representative|operator|human|a_person $",
            "dont|not talk|speak to|with [a] robots|machines|recordings|machine|robot|recording",
            "have someone|a_person|somebody call me",
            "put me through",
            "connect|transfer me",
        ),
        unless=("speaks|who_speaks|in english|spanish", "is this|are_you a real|robot|person"),
    ),
    Rule(
        "en.later",
        Intent.LATER,
        (
            "call|text|phone|ring|try|talk [me|us|you|back|to_me|to_you|again]* "
            "back|later|tomorrow|tonight|another|in|at|on|after|next|monday|tuesday|wednesday|"
            "thursday|friday|saturday|sunday|some_other",
            "im|i_am [kind_of|really|very|a_bit|so|at|in|pretty]* busy|driving|work|working|class|"
            "church|meeting|a_meeting|cooking|eating",
            "not a good time|right_now|now",
            "cant|cannot talk|speak|answer [right]* [now]*",
            "maybe|some_other later|time",
            "^ [maybe|a_little|not_now]* later|tomorrow|not_now|another_time|some_other_time|"
            "not_right_now $",
            "think about it|that",
            "let me think|check|ask|talk_to_my",
            "ill|i_will let|call|text you|u",
            "get back to you",
            "bad time",
        ),
        unless=("in english|spanish|person|someone", "dont|stop|never|not call|text me|us $"),
        only=_NOT_CALLBACK,
    ),
    Rule(
        "en.later_promise",
        Intent.LATER,
        (
            "ill|i_will let|call|text you [know]*",
            "get back to you",
            "dont know yet",
            "not sure yet",
            "let me check",
        ),
        only=frozenset({Question.CALLBACK_TIME}),
    ),
    Rule(
        "en.language",
        Intent.LANGUAGE,
        (
            "speak|talk|spik|speaking english",
            "english please|only|por_favor",
            "in|do|try|we english",
            "^ [do_you_speak|speak]* english $",
            "no spanish|espanol",
            "dont|not|cant|no [really|"
            "very|good]* speak|understand|talk|know|hablo [any|much|very|good|good]* spanish|"
            "espanol",
            "spanish is not|bad|isnt",
            "someone|anyone|who speaks english",
            "i only|just speak|know",
        ),
        unless=("learn|study english", "garifuna|miskito|spanish in|to"),
        value="en",
    ),
    Rule(
        "en.spanish",
        Intent.LANGUAGE,
        ("in spanish", "spanish please", "dont|not speak english", "no english"),
        value="es",
        unless=("english please|in|only", "do|speak english", "we do|speak"),
    ),
    Rule(
        "en.voicemail",
        Intent.VOICEMAIL,
        (
            "leave [me|us]* [a|your|me_a]* [name|message]* message|number|name",
            "after the tone|beep",
            "at the tone",
            "voicemail|voice_mail|mailbox",
            "person you are|have|were",
            "you have|ve reached",
            "youve reached",
            "number you have|are|dialed",
            "not available|able to_take|right_now|to_answer",
            "cant|cannot take|answer|come your|the|to",
            "press one|1|two|2|pound",
            "automatic reply|response",
            "will get back to you as",
            "ill get back to you as",
            "is not in service",
            "customer you are",
        ),
        unless=("can i leave",),
    ),
    Rule(
        "en.who",
        Intent.WHO,
        (
            "who is|are|am|gave|s this|you|calling|i|it|that|u",
            "whos this|calling|that|it",
            "whos|who calling",
            "what is|s|are|do this|it|that|the|you [about|want|program|for|regarding]*",
            "whats this|it|that|the",
            "how did you|u get",
            "where are|did you",
            "is this|it a|for|real|legit [scam|fraud|joke|real|robot|recording|person|free|true]*",
            "is it free|true",
            "scam|fraud",
            "how much does|is|do|will",
            "does it cost",
            "why are|do|did|you|u",
            "do i have|need to pay",
            "what do you want|need",
            "what kind of",
            "what for",
            "tell me more",
            "more information|info",
        ),
        unless=("what is|s your|the question", "what did"),
    ),
    Rule(
        "en.repeat",
        Intent.REPEAT,
        (
            "repeat",
            "say that|it|again again",
            "say again",
            "cant|cannot|couldnt|didnt|dont|did_not|do_not [really]* hear|understand|get|catch|"
            "got",
            "what did|was|were you|the|that [say|said|question|options]*",
            "pardon|excuse [me]*",
            "^ [sorry]* what|huh|come_again|sorry_what $",
            "speak|talk up|louder|slower|slowly",
            "breaking up",
            "what are the options",
            "one more time",
            "can you hear me",
        ),
        unless=("understand|get|hear why|spanish|english",),
    ),
    Rule(
        "en.no",
        Intent.NO,
        (
            "rather not",
            "none|nothing|neither",
            "not telling|giving|saying|comfortable|interested",
            "dont|wont|not|cant [want_to|going_to|gonna|like_to|give]* tell|give|share|say|"
            "answer|want",
            "thats private|personal",
            "its private|personal",
            "none of your",
            "never mind",
            "no thanks|thank_you|thank",
        ),
        only=_DATUM,
    ),
    Rule(
        "en.unsure",
        Intent.UNCLEAR,
        ("dont|not know|sure|remember", "i guess|forgot", "no idea"),
        unless=("dont know him|her|who|that|anyone",),
    ),
)
