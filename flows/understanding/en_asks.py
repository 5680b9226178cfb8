"""English: asks for a person, another language or the words again; asks back; is a recording."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

RULES = (
    Rule(
        "en.human",
        Intent.HUMAN,
        (
            "talk|speak|talking|speaking|chat|deal [with|to|directly|rather]* [a|an|to|with|the|"
            "your|some|any|one|of|other]* [real|live|actual|another|living|your|human]* <human> "
            "!else|about_my|who_speaks|that_speaks",
            "real|live|actual|living person|human|agent|people|human_being|one|someone",
            "^ [a|an|the|to]* <human> [please|instead|now]* $",
            "<dont>|hate|no|not [like|want|to|wanna|trust|do|going|gonna|comfortable]* "
            "[talk|speak|talking|speaking|answer|answering|deal|dealing|respond|give]* "
            "[to|with|questions|my|info]* [a|an|the|these|any|you]* <bot>",
            "have|get|want|need|let|can|like|prefer [for|you|to|please|me|have]* "
            "[a|an|the|some|your]* <human> [to|from_there|can|will|please]* "
            "call|help|contact|explain|ring|phone|talk|assist|reach|speak|answer|calling",
            "put|pass|patch|connect|transfer|forward me|us [through|to|over|with]+",
            "put me|somebody|someone|a_person|your_boss through|on",
            "connect|transfer me|this_call",
            "get me|us [a|an|your|the|some]* <human>",
            "i|can|could|please|just [want|need|prefer|like|would|get|rather|have|i|id]+ "
            "[a|an]* [real|live]* person|human|agent|representative|operator|human_being",
            "anyone|anybody|someone|somebody|is_there|there [there|a|is|i|human|real|person]* "
            "[i_can|to|can_i] talk|speak [to|with]",
            "in person|face_to_face",
        ),
        unless=(
            "who|that speaks",
            "english|spanish|garifuna|miskito",
            "are|is|am you|this|it|i [a|an|real|talking|speaking|to|with|just]+",
            "never|not talk|speak|talking|want to strangers|anyone|anybody|people|nobody",
            "<dont> want|wanna|need to talk|speak",
            "wrong person",
            "<dont> have|want <human> call",
            "<him> in person",
        ),
    ),
    Rule(
        "en.language",
        Intent.LANGUAGE,
        (
            "speak|talk|talks|spik|speaking|speaks|understand|know [only|in|to_me|me|to_you|"
            "a_little|"
            "some|just|any|good|much|better|more|to|you]* english",
            "english please|only|por_favor|instead|version|preferred|better|speaker|speaking|pls",
            "in|do|try|we|only|just|prefer|switch_to|change_to|use|press|have|for english",
            "^ [do_you_speak|speak|in]* english $",
            "no|not spanish|espanol",
            "dont|do_not|doesnt|not|cant|cannot|never|hardly|barely [really|very|good|too|so|"
            "much]* "
            "speak|understand|talk|know|hablo|learned|get|read|do|good|fluent "
            "[any|much|very|good|in|a|word|of|a_lot|lot|my|too_much|at|with|your|the]* "
            "spanish|espanol",
            "spanish is|isnt|aint [not|bad|isnt|terrible|rusty|too|so|very|that|pretty|really|"
            "good|"
            "great|enough|strong|perfect|bad|horrible|awful|poor|broken|weak|limited|rough]+",
            "my spanish sucks|sux",
            "you|ya got|have english",
            "english call|person|someone|agent please|pls|instead",
            "spanish [not|very|so|too]+ good|great",
        ),
        unless=(
            "learn|study|teach|improve|class|classes|course|better|practice [more|my|to|speak|in|"
            "some]* english",
            "garifuna|miskito|spanish in|to",
            "not|no|dont|cant|little|bad|poor|doesnt|isnt|cannot [really|very|speak|good|much|"
            "understand|talk|know|any|so|too|well]* english",
            "speak [good|both|fluent]* english and|so_i|for_a_job",
        ),
        value="en",
    ),
    Rule(
        "en.spanish",
        Intent.LANGUAGE,
        (
            "in spanish !but",
            "spanish please|only|por_favor",
            "i [only|just|prefer|speak|talk]+ spanish",
            "dont|do_not|cant|no [really|very|good|speak|understand|talk|know|much|any]* english",
            "<bot>|you speak spanish",
        ),
        value="es",
        unless=("english please|in|only", "do|speak english !no", "we do|speak"),
    ),
    Rule(
        "en.voicemail",
        Intent.VOICEMAIL,
        (
            "leave [me|us]* [a|your|me_a|detailed|brief]+ [name|brief|detailed|short|voice]* "
            "message|number|name|voicemail",
            "after|at|hear|wait_for the tone|beep",
            "voicemail|voice_mail|mailbox|voice_mailbox",
            "person you are|have|were|re",
            "you|youve have|ve|v_e reached",
            "youve reached",
            "you_are|thank|thanks|thank_you for calling|contacting",
            "number|party you have|are|dialed|re|were|dialled|called|is_not",
            "subscriber|customer|caller|person|party you|is_not",
            "not available [able_to_take|right_now|to_answer|at_the|please|to]+",
            "not available $",
            "cant|cannot|unable|unavailable|not_able [come]* [to|take|answer|come|pick]+ "
            "[your|the|to|this|up|my]+ [call|phone|calls]+ .. leave|right_now|but|get_back|at_the",
            "press|dial|enter|say [the]* one|1|two|2|pound|zero|0|star|extension|nine|9|three|3",
            "automatic|automated|auto reply|response|message",
            "will|ill get|return|call|respond|reply [back|to|your|you|call|as|soon]+ [back|call|"
            "as|soon|possible]+ [soon|possible|as]+",
            "your [call|message]+ is|has|will important|been_forwarded|being|be",
            "office|business hours",
            "is|been not|temporarily|no_longer|currently|disconnected [in|out_of|not_in]* service",
            "mailbox is full",
            "currently away|out_of_the_office|unavailable",
            "out of office|service",
            "please hold|try_your_call|try_again|stay_on_the_line|hang_up_and",
            "call forwarded|cannot_be_completed|can_not_be_completed",
            "your call|the_call cannot|did_not",
        ),
        unless=("can|may|could|should|want|wanna i|me|you_to|to leave",),
    ),
    Rule(
        "en.who",
        Intent.WHO,
        (
            "who|whos|whose [the|in|tf|in_the]* [hell|fuck|heck|world]* is|are|am|gave|this|you|"
            "calling|that|u|dis|wants|want|asking|asks|calls|s|sent|sending|runs|pays|do_you|u|"
            "texting|speaking|may_i|did|told|paying|behind|from|it|need|needs|wanna|the",
            "^ [and|sorry|wait|um|ok|but]* who|whos [please|sorry]* $",
            "what [the]* is|s|are|do|does|was|exactly|would|kind|program|company|organization|"
            "sort|type|for|about|agency|will|office|government|number|project|now|benefits|if|"
            "help|services|hell|ministry [this|it|that|the|you|about|want|program|for|"
            "regarding|ya|is]*",
            "whats|wats [all|the|this|it|that|up|in|your|catch|about|going|a]+ [catch|about|deal|"
            "with|all|for|program|point|reason|regarding|purpose|offer]*",
            "whats this|it|that|the|your|all|going_on",
            "how [in_the|the|the_hell]* did|do|does|can|would|will|is|long|come|are|far|u|many|"
            "about [i|you|u|they|this|it|we|ya|that|know]* [know|get|got|find|work|has|trust|"
            "this|sure|my|have|pay|legit|help|real|obtain]*",
            "where|wheres is|are|did|do|you|u|this|it|the|does|would",
            "is|are|was|isnt|r this|it|that|you|u|there|they [a|an|for|really|some|another|all|"
            "actually|with|from|just|like|even|100|kind|of|the|part_of|any]* "
            "real|legit|scam|fraud|joke|robot|recording|person|free|true|serious|trick|trap|"
            "legal|official|bot|machine|prank|government|immigration|computer|human|hoax|"
            "spam|police|ice|cost|fee|charge|catch|safe|paid|legitimate|ai|company|church|trust|"
            "trustworthy|trusted|a_real|sure",
            "is it|this|that about",
            "scam|scammer|scammers|scamming|fraud|phishing|extortion|sketchy|fishy|suspicious|"
            "spoofing|rip_off|ripoff|hoax",
            "sounds|seems|looks|smells like|too fake|sketchy|a_scam|spam|fraud|weird|suspicious|"
            "good",
            "how much|long|many [does|is|do|will|would|money|it|this|i|you|to|time]*",
            "does|do|will|would|did|can|is|are it|i|you|they|this|u|we|there [have|need|going|"
            "gonna|even|also|really]* "
            "[to]* cost|pay|charge|paying|take_long|pay_for|paid|charging|give_me|be_paid|know_my|"
            "really_help|offer|work_with|have_my|get_paid",
            "why|how_come are|do|did|you|u|should|is|would|me|does|would|i|my",
            "^ [but|and]* why|how_come [though|exactly]* $",
            "what for",
            "for|about|regarding what",
            "tell|give|send|explain [me|us|it]+ [a|some|little|bit]* [more|what|about|who|"
            "information|to_me|better|details]+",
            "more information|info|details",
            "i|id|need|want|like|to [want|like|to|need|would]* know [more|what|who|how|why|about|"
            "where|if]+",
            "explain [yourself|what|more|how|the]+",
            "from|with what|which|where",
            "which|what company|program|organization|office|agency|ministry|department",
            "can|could i|you|we [know|see|get|prove|trust|verify|confirm|have|check|you|show]+",
            "<dont> trust you|this|it|these|calls|that",
            "<dont> believe you|this|it",
            "prove it|that|youre|you",
            "state|whats|what your name|business|purpose",
            "when|where does|do|is|would|will it|they|this|that|the|classes",
        ),
        unless=(
            "what is|s|are your|the|my|are question|options",
            "what|wat did|was|were|are [you|the|those|that|it]* [say|said|question|options|"
            "saying|asking|ask|mean|last]*",
            "<dont> know [what|how|who]+",
            "how|where .. sign_me|do_i_sign|can_i_sign|i_sign|do_i_start",
            "why not",
            "whats|what was|the question",
            "how about|are_you|you_doing",
            "what time",
            "<hes>|<he>|who knows",
        ),
    ),
    Rule(
        "en.repeat",
        Intent.REPEAT,
        (
            "repeat|rephrase",
            "say|read|tell|ask|give|run|go|explain|saying [that|it|me|over|them|the|this|those|by|"
            "to|through|question|options|what|you|said|one|us]* again|one_more_time|once_more|"
            "over|"
            "another_time|a_second_time",
            "^ [sorry|please|and|one|the|what|options|question]* again|one_more_time|once_more "
            "[please]* $",
            "cant|cannot|couldnt|didnt|dont|did_not|do_not|barely|hardly|could_not|can_not|wasnt "
            "[really|quite|even|fully|able|to|all|you]* "
            "hear|heard|understand|get|catch|got|make_out|follow|hearing|able_to_hear|pick_up "
            "!spanish|my_phone|english|why|a_job|paid|it_back|home|off|work|up",
            "what|wat did|was|were|are|is [you|the|those|that|it|u|your|my|again]+ "
            "[just|say|said|question|options|saying|asking|ask|mean|last|part|choices|again|"
            "services|three|first]+",
            "whats|what the|was|s question|options|choices",
            "pardon|excuse [me]*",
            "^ [sorry|i_am|im|hello|um|wait|hold_on]* what|huh|come_again|sorry_what|say_what|"
            "wut|wat|hm|what_was_that|whats_that|come_back|im_sorry|sorry $",
            "what was that|it",
            "come again",
            "sorry what",
            "speak|talk|speaking|go|say|say_it|talking [up|a|little|bit|more|a_bit|so|too|that]* "
            "up|louder|slower|slowly|clearly|clearer|fast|slow|quiet",
            "breaking|cutting|cut up|out|off|you_off",
            "bad|poor|terrible|awful|horrible connection|signal|reception|service|line",
            "what [are|were|was|is]+ [the|my|those]* options|choices|question",
            "one more time",
            "can|do you hear me|what",
            "which|what ones|options|choices|question",
            "options again",
            "too|so much|loud noise|here|in_here",
            "youre|your_voice|you|line|call|its|sound|is [too|very|really|so]* "
            "cutting|breaking|quiet|low|faint|choppy|muffled|static|echoing",
            "missed that|what|the|it|some",
            "lost|losing you|the_signal|part",
        ),
        unless=(
            "understand|get|hear why|spanish|english|how_you|who",
            "<dont> get|understand [the|how|what|why]+ [point|works|for]+",
        ),
    ),
)
