"""English: the person has died, left the country, or is not the one on the line."""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

RULES = (
    Rule(
        "en.deceased",
        Intent.DECEASED,
        (
            "passed away|on",
            "<he>|<hes>|<kin>|the_man|has|person [just|has|had|already|recently|is|been|was|got|"
            "been|sadly|actually|be]* "
            "died|dead|deceased|killed|murdered|passed|buried|shot_dead $",
            "<he>|<hes>|<kin>|person [just|has|had|already|recently|is|been|was|got|been|sadly|"
            "actually]* "
            "died|dead|deceased|killed|murdered|passed|buried in|last|a|two|three|of|from|years|"
            "for|since|already|almost|this|during|long|years|months|about|now|sir|maam|sorry|"
            "on|at|by",
            "was|got killed|murdered|shot_dead",
            "rest in peace",
            "rip",
            "no longer with us|alive|living",
            "<hes>|<he>|<kin> [is]* [in|with]+ heaven|the_lord|god",
            "lost <him>|our|my <kin>|last|in|to|two",
            "lost <him> last|in|to|two|a|three",
            "<he>|<kin> isnt|is_not alive|living|with_us",
            "buried <him>|my",
            "dead now|for|already|since",
            "my late <kin>",
        ),
        unless=(
            "battery|phone|cell|cellphone [just|is|was|has]* died|dead",
            "my phone is",
            "dead tired|serious|wrong|end|line|zone",
            "passed the|by|out|test|exam",
        ),
    ),
    Rule(
        "en.away",
        Intent.AWAY,
        (
            "went|gone|moved|going|go|moving|returned|headed|heading|traveling|travelled|traveled|"
            "flew|left|goes|came|come|emigrated|migrated|crossed|deported|sent [back|up|over|"
            "again|there|out|away|off|already]* "
            "[to|for|into|towards|in]+ [the|live_in|work_in]* <abroad>",
            "is|im|he|she|lives|living|am|hes|shes|live|stays|works|working|staying|were|we|"
            "been|based|located|stay|work|family|resides|reside|theyre|they|currently|<kin> "
            "[here|living|back|now|currently|over|up|out|down|still|again|actually|is|working|"
            "in_jail|locked_up|detained|all|live|way|there|right_now]* "
            "[in|near|outside] [the] <abroad>",
            "left|leaving|out_of|outside|outside_of [the|this|of|honduras]* country|honduras",
            "went|gone|go|going|moved|heading|headed|way|up [back|up|over]* north|up_north",
            "back|out|up|over|live|living|stay in [the] states|us|usa|u_s|united_states",
            "<hes>|<he>|im|i|<kin>|were [live|lives|living|is|now|moved|went|work|works|stay|"
            "stays]* abroad|overseas",
            "in the states|us|usa|u_s",
            "not|dont|doesnt|no_longer|isnt|aint live|living|in|be|here [in]* [here_in|in]* "
            "honduras|the_country|this_country",
            "emigrated|migrated",
            "crossed the|crossing border",
            "on|making the|my|his|her way up|north|to_the_border|to_the_states|to_mexico",
        ),
        unless=(
            "i|we|he|she used_to live|be|work in|there",
            "was|got|were|been|i_got|came_back deported|sent from|back_from",
            "came|come|back|returned from [the] <abroad>",
            "was|lived|worked in [the] <abroad> .. but|now|back",
            "call from|office <abroad>",
            "born|raised|grew|used_to_live|lived [up]* in [the]* <abroad>|states|us|usa|u_s",
            "want to go|move",
        ),
    ),
    Rule(
        "en.wrong_number",
        Intent.WRONG_NUMBER,
        (
            "wrong|incorrect number|person|guy|house|phone|one|lady|dude|man|place|num|"
            "phone_number",
            "<dont>|dunno|never [even|really|actually]* "
            "know|heard_of|knew|met|recognize|have [any|a|no]* "
            "<him>|that|anyone|anybody|them|who_that|no_one|nobody|who_he|who_she|a_person|"
            "nobody_named|this_person|any|who_you_are_looking|who_youre_looking",
            "never heard [of]*",
            "no|not one|body here|by|named|with|called|lives",
            "nobody|noone here|by|named|with|called|lives|like_that|of_that",
            "theres|there|there_is|got|have|aint [is|aint]* [no|not]* one|nobody|body|any|anyone|"
            "anybody|noone|no_one|no !way|problem|need",
            "no one|body|such_person|longer here|by|named|called|with|with_that",
            "no such person|name",
            "have|got|dialed|dialled|called|calling|reached|must_have the wrong",
            "dialed|dialled|called|calling|got_it wrong",
            "mistaken|misdialed|made_a_mistake|got_it_wrong",
            "this|it|that is|isnt [not|my|a|the|mine]+ [new|his|her|old|their]* "
            "number|phone|line !at_work|is",
            "this|it|that [aint|isnt|is_not|not|is_no_longer|no_longer|used_to_be|wasnt|was|"
            "not_even]+ [his|her|their|that|somebody|someone|the|a]* [persons|elses|guys]* "
            "number|phone",
            "just|recently|newly|i [just|recently]* got|bought|changed|have [this|a|the]+ [new]* "
            "number|phone|sim|chip|line|phone_number",
            "new number|phone_number|owner",
            "number|phone|line [now|no_longer|doesnt|does_not|isnt]+ [belong|belongs|his|hers|"
            "mine|in_use_by|theirs]+",
            "belongs to someone|somebody|me|another|a_different",
            "number changed owners|hands",
            "changed|switched|lost|sold his|her|their number|phone_number|sim|line",
            "<he>|<hes> [<dont>|doesnt|no_longer]+ [have|has|use|uses|own]+ this|that",
            "<he> used_to have|had this|my",
            "who is that i_dont|never|dont",
            "not who you are|re looking",
            "somebody|someone|different|another|other elses|else_s|persons number|phone",
        ),
        unless=(
            "dont|do_not know who you|this_is|is_this|is_calling",
            "what|whats|who wrong",
            "nobody here told|sent",
            "not the wrong",
        ),
    ),
    Rule(
        "en.not_here",
        Intent.NOT_HERE,
        (
            "<hes>|<he> [is|isnt|aint|not|right_now|currently|really]+ [here|home|in|around|"
            "available|house]+ !in|the_person|business|interested|it|you|love|favor|need|"
            "trouble|a",
            "<kin> [is|isnt|aint|not]+ [here|home|around|available|not]+",
            "isnt|is_not|aint|not here|home|around !now_to",
            "<he>|<hes>|<kin>|is|still|be [is|still|still_at|right_now|already|over|currently|"
            "gone]* [at|to|in|for]+ [the|a|his|her]* "
            "work|church|school|sleep|store|market|hospital|job|doctor|gym|field|farm|class|jail|"
            "prison|shower|bathroom|bed|bank|party|town|clinic",
            "<he>|<hes>|<kin> [is|just|already|right_now|still|currently|has|went|left|still]* "
            "out|sleeping|asleep|working|went|left|stepped|gone|busy|away|sick|in_jail|locked_up|"
            "detained|resting|ran|headed|traveling|napping|showering",
            "<he>|<hes> [comes|gets|be|will|should|back|will_be|gets|returns|wont|usually]+ "
            "[back|home|be|until|around|here|be_back]+",
            "<he>|<hes> [is]* my|the|his|her <kin>",
            "this is|its|im|i_am|youre_talking_to|you_are_talking_to|speaking_to|you_got|"
            "talking_to|"
            "speaking_with|i [his|her|the|a|their]+ <kin>",
            "im|this_is|its|i_am <kin>",
            "this is|its|thats|i_am my|your <kin> phone|cell|number",
            "my <kin> [moved|lives|gave|left|has|uses|wont|doesnt|works|comes|works|took]+",
            "can|may|could|should|do|want|would_you_like [i|me|you|like|to]+ "
            "[take|leave|get|pass|give]+ [a|him|her|you|the]* message",
            "ill|i_will|i_can|let_me|lemme [go|just]* "
            "[tell|get|let|give|pass|put|have|find|ask]+ [it_to]* <him> !know_if",
            "<hes>|<he> [not|doesnt|no_longer|dont|never|didnt]+ [live|stay|work|lives]+ "
            "[here|with|at_this|in_this]+",
            "<he>|<hes>|<kin> [just|has|had|is]* "
            "moved|moving|relocated|lives|living|stays|works|staying|transferred [out|away|to|in|"
            "with|over|somewhere|at|down|up|back|outside|from]+",
            "call|try|contact|ask|text|tell|reach <him> !at_my|on_my",
            "left|forgot|lent|borrowed his|her|their phone|cell|cellphone",
            "i just answered|picked",
            "when <he> [gets|comes|is|wakes|returns]+",
            "put <him> on",
        ),
        unless=(
            "im|i_am at|not",
            "no one|body",
            "this is|im|its <he>|<him>|me",
            "is not|isnt my",
            "call|text my <kin>",
            "i <dont>|never know|met <him>",
            "i am|im the [<kin>]+ you",
        ),
        only=frozenset({Question.IDENTITY, Question.BIRTH_YEAR, Question.YES_NO,
                        Question.HANDOVER, Question.MUNICIPALITY}),
    ),
)  # fmt: skip
