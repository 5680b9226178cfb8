"""What speaks for yes and for no in English: rows as in es_yes.py."""

from flows.understanding.heard import Question

_ANY = frozenset(Question)
_IDENTITY = frozenset({Question.IDENTITY})
_WANT = _ANY - _IDENTITY
_REALLY = "[really|so|very|all|that|even|just|actually|too|super|totally|definitely|still|at]*"

SIGNS = (
    (
        "SURE",
        "en.double_negation",
        _ANY,
        (
            "why not",
            "no problem|worries|doubt|objection|problems|issue !but",
            "i dont|wouldnt mind|see_why_not",
            "wouldnt say|miss no|it",
            "cant say|complain no",
            "dont see why_not|a_problem",
            "no need to ask|worry",
        ),
        (),
    ),
    (
        "NEUTRAL",
        "en.lack",
        _ANY,
        (
            "dont|havent|cant|couldnt|not|no [have|found|find|got|had|get]+ "
            "[a|any|anything|job|work|money|nothing|much|enough]* [job|work|money|anything|else]+",
            "no job|work|money|rush|hurry",
            "not working|employed",
            "dont hang|forget|worry|go|leave",
            "no|not only|just|wonder|kidding|sure_why",
        ),
        ("dont have [any|the]* time|interest", "already have"),
    ),
    (
        "NO",
        "en.no",
        _ANY,
        (
            "no thanks|thank_you|thank|way|sir|maam|interest|i_dont|im_not|i_cant",
            f"not|aint {_REALLY} interested|me|him|her|for_me|at_all|today|anymore|now|my_thing|"
            "looking|gonna|going|thanks|thank_you|right|correct|true|really|happening|today|good|"
            "necessary|into|likely",
            "dont|do_not|wont|cant|cannot|never|wouldnt|didnt|couldnt|doesnt [really|even|ever|"
            "still|think_i]* "
            "want|need|agree|like|care|accept|live|participate|do_it|do_that|have_time|join|"
            "make_it|take_part|wish|wanna|afford|plan|interest|make_sense|work_for|be_able|"
            "think_so|"
            "go|sign|use|feel|trust|believe|have_the_time|have_any_interest|have_any_time|"
            "do_this|apply|intend|consent|authorize|be_interested|commit",
            "<id> .. but|if_i|rather_not",
            "i [would|wish|want|wanted|used] .. but_i|but_im|but_my",
            "isnt|this_is_not|not|aint|wasnt him|her|me|true|right|correct|it",
            "wrong",
            "i|we cant|wont|refuse|decline|pass|couldnt|can_not",
            "<id> rather not",
            "im|were|i_am good|fine|ok|all_set|set|alright|okay|straight|cool "
            "[thanks|thank_you|how|here|the_way|as|without|for_now]* $",
            "no longer|more|chance|interest|dice",
            "already|just have|got|found|working|work|started|employed|signed|applied|studying",
            "nope|nah|never|negative|absolutely_not|definitely_not|"
            "of_course_not|certainly_not|no_no|probably_not|not_a_chance|not_really",
            "thats|that_is|its|it_is|this_is not|incorrect|wrong|false|a_lie",
            "im|i_am|were not !sure",
            "ill|i_will pass",
            "count me|us out",
            "give it|that|the_spot to somebody|someone",
            "too old|busy|sick",
            "forget it|about",
            "you have|got it|the wrong",
            "somebody|someone else",
            "no sir",
            "not jose|maria|him",
        ),
        ("why dont|not", "no|not wrong number"),
    ),
    (
        "YES",
        "en.me",
        _IDENTITY,
        (
            "this|that|it|its|thats|tis is|would_be|be|the|must_be he|she|him|her|me|one|i",
            "speaking",
            "thats|it_is|its|that_is|this_is|yes|yeah me|right|correct|him|her|i|myself|us|"
            "my_name",
            "this|that is|thats my name",
            "i am|be !not|his|her|the|a|at|in|sorry|busy|driving|working",
            "im him|her|the_one|he|she|here|listening",
            "you got|found|have|are_talking|are_speaking|re_speaking [to|the|with]* "
            "me|him|her|the_right|right_person|it",
            "youre|you_are talking|speaking to|with <him>|me",
            "right here|person",
            "the one and_only",
            "how can|may i help",
            "what can i do",
            "present|at_your_service|in_the_flesh|in_person",

            "go ahead",
        ),
        (
            "not|isnt|aint|wrong [the|really|a]* me|him|her|he|she|person",
            "im not|his|her|the_wife|the_husband",
            "i am not|his|her",
            "thats|its not",
            "call me",
            "<dont> .. me",
            "help me",
            "know <him>",
        ),
    ),
    (
        "YES",
        "en.yes",
        _WANT,
        (
            "thats|that_is|its|it_is|yes|yeah right|correct|true|exactly|it",
            "im|i_am|were|am [very|really|so|definitely|totally|super|pretty|kind_of|yes|always|"
            "of_course|all|still]* interested|in|down|game|ready|up_for|available|all_in|willing|"
            "happy_to|glad_to|excited|on_board|living_there|still_here|there|all_for|open_to|sure",
            "<id> [really|definitely|absolutely]* love|like|be_interested|be_happy|be_glad|"
            "appreciate|want|be_down|say_yes|enjoy|participate",
            "sign|put|count|enroll|add|include|register me|us [up|in|down|please|on|for]+",
            "~where|why|if|what|who i|we [do|would|really|totally|definitely|still|absolutely|"
            "also|always|sure]* "
            "want|would|do|agree|accept|live|wanna|need|can|consent|approve|confirm|authorize|"
            "could_use|am !know|hear|understand|but|help|you",
            "of course|coarse",
            "that|it|sounds [would|be|sounds|is]* good|great|awesome|perfect|nice|amazing|fine|"
            "interesting|wonderful|cool",
            "yes|sure|yeah|ok|okay|yup please|i|im|id|lets|go|we|sir|maam",
            "sure thing",
            "go ahead|for_it",
            "lets do|go",
            "bet|hell_yeah|hell_yes|heck_yeah|you_bet|for_sure|fo_sho|all_right_lets|by_all_means|"
            "with_pleasure|gladly|why_yes|works_for_me|im_in|deal|certainly|totally",
            "how|where|when [do|can|would|should]+ i [sign|enroll|register|join|start|apply]+",
            "still|yes here|there|in|same",
            "~you|why need|want|looking_for that|this|help|it|the_help|work",
            "where do_i|can_i sign|start",
            "interested",
            "same place|city|town",
        ),
        (
            "not|dont|isnt|never|no [really|that|very|even|so|longer|more]* "
            "interested|want|like|sure|right|correct|live|accept|agree|down|good|true|ready|"
            "available|"
            "need|i_want|id_like|interested|think",
            "no i want|id_like",
            "im|i_am not",
            "i do|would|am not",
            "~no i would .. if",
        ),
    ),
    (
        "BARE_YES",
        "en.sure",
        _ANY,
        (
            "yes|yeah|sure|right|absolutely|definitely|yup|correct|yessir|uh_huh|mhm|"
            "affirmative|indeed|exactly|surely|yas|ya_sure|yeh|mm_hmm|mmhmm|positive|true !now|"
            "here",
        ),
        (
            "not|am_i|isnt|if [really|too|so|that|very|even|entirely|all|100]* "
            "sure|right|correct|true|positive",
            "make sure",
        ),
    ),
    (
        "COURTESY",
        "en.okay",
        _WANT,
        ("okay|alright|fine|great|good|cool|all_right|got_it|nice|awesome !morning|afternoon|"
         "evening|day|night|time",),
        ("not|im|i_am|no [so|really|very|feeling]* good|great|okay|fine|alright",),
    ),
)  # fmt: skip
