"""Did not hear, will not say, does not know."""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

_DATUM = frozenset({Question.BIRTH_YEAR, Question.MUNICIPALITY, Question.SERVICES})

RULES = (
    Rule(
        "repeat.heard_badly",
        Intent.REPEAT,
        (
            "no|ni|casi_no|poco|apenas [se|yo]* [le|lo|la|te|los|me|les]* [pude|puedo|logro|"
            "alcance|alcanzo_a|alcance_a|logre|oigo_y]* "
            "oigo|oi|oye|escucho|escuche|escucha|escuchar|oir|entendi|entiendo|entiende|entender|"
            "agarre|agarro|agarra|capte|capto|comprendo|comprendi|oyo|caché|cache|pesque|"
            "escuchaba|oia|entendiendo|escuchando|oyendo|entendio",
            "repita|repitame|repetir|repetirme|repeti|repite|repiteme|repetime|repitamelo|"
            "repitemelo|repitanme|repetirmelo|repetirlo|repitalo|repetis|repita|repitalas|"
            "repetirlas|repetimela|repetimelo|repitan|repitamela|repetirmela|repeteme",
            "otra vez|ves digame|por_favor|diga|la_pregunta|digamelo|que_no",
            "^ [a_ver|como|digame]* otra_vez|de_nuevo|nuevamente [por_favor|digame|la_pregunta|"
            "no_le_oi]* $",
            "digame|digamelo|me_lo_dice|me_dice|diga|decir|vuelva_a_decir|me_vuelve_a_decir|"
            "vuelvame_a_decir|lea|leame|expliqueme|me_explica|explique [eso|lo|me|por_favor]* "
            "otra_vez|de_nuevo|nuevamente|las_opciones|la_pregunta",
            "vuelva|vuelve|vuelvame|vuelvemelo|me_vuelve a decir|decirme|preguntar|repetir|"
            "preguntarme|leer|explicar",
            "como|que|cómo [fue_que|es_que|es]* dijo|dice|dijiste|decia|me_dijo|decis|me_dice|"
            "fue_lo_que|dices|dijeron|fue|me_pregunto|me_decia|era_que [usted]*",
            "^ [a|ah|eh|ay|perdon|disculpe|alo]* como|mande|que|ke|perdon|que_cosa|como_asi|"
            "que_que|eh_que|cual|como_que|mande_usted|a_ver_como|como_fue|que_dice|diga|perdone|"
            "cual_pregunta|que_era|how|what $",
            "que cosa|pregunta",
            "hable|hableme|hablar|hablame|hablen|hablele|puede_hablar [mas|un_poco_mas|"
            "un_poquito_mas|por_favor]* [mas]* duro|fuerte|alto|despacio|lento|claro|recio|"
            "despacito",
            "mas|un_poco_mas despacio|despacito|duro|fuerte|recio|alto|lento [por_favor|hable|"
            "no_le|que_no|hableme]*",
            "suba|subale [el|al] volumen",
            "se|me [le|me|esta|oye|escucha|corta|la|va|muy|todo]* corta|cortado|entrecortado|"
            "cortando|entrecortada|feo|mal|bajito|lejos|cortada|quedo|bajo|distorsionado|"
            "interferencia",
            "se oye|escucha|va [muy|bien|todo|como|medio]* mal|feo|cortado|bajito|lejos|"
            "entrecortado|bajo|ruido|bulla|raro|nada|eco",
            "se me|le esta_cortando|corta|corto|fue_la|va_la|esta_llendo|esta_yendo [la]* "
            "[llamada|senal|voz]*",
            "hay|ay|tengo|con|por [mucha|mucho|muy_mala|mala|demasiada|demasiado|tanta|tanto|"
            "poca|esta|ese]* bulla|ruido|interferencia|senal|escandalo",
            "mala senal",
            "no|ni|solo|solamente [se|me|c|le]* [ve|lee|abre|abrio|carga|cargo|aparece|leer|salio|"
            "llego|cayo|entra]+ [bien|completo|todo|la|el|mitad|de|del|una|parte]* mensaje|imagen|"
            "foto|texto|letra|audio|mitad|completo",
            "mandelo|mandemelo|envielo|enviemelo|reenvielo|reenvie|reenvia|mandalo|mandamelo|"
            "mandeme_el_mensaje|escribalo|pongalo [por_favor|el_mensaje]* otra_vez|de_nuevo|"
            "nuevamente|completo",
            "no [le|lo|les]* cacho|caché|agarro|pesco|capto|cacha|copio|copie|copia",
            "me perdi [en|con|la|el]*",
            "se me|le trabo|pego|congelo|paralizo|apago|fue [el|la]* telefono|senal|sonido|"
            "celular",
            "solo [le|les|alcance_a|pude]+ oi|oir|escuche|escuchar|entendi|agarre|capte",
            "ahora si [digame|que|como|le|la]+ [dijo|decia|escucho|oigo]*",
            "que [era|fue|es]+ lo otro|la_otra|lo_demas|lo_primero|lo_segundo",
            "barajemela|barajeme|barajela [mas]* [despacio]*",
            "cuales|cual|que [eran|son|era|fueron|dijo|es|hay]* opciones|dijo|la_pregunta|son|"
            "eran|alternativas|opcion|pregunta|servicios",
            "me|nos las|la|lo|los [puede|podria|puedes|podes]* repetir|repite|repita|dice_otra|"
            "vuelve_a_decir",
            "alo alo|bueno|me_oye|me_escucha|hay_alguien",
            "me escucha|oye|oyen|escuchan|oís $",
            "no [le|lo] entendi|entiendo [la|lo|bien|nada|el|muy_bien|que|ni|casi]* [pregunta|"
            "que|opciones|mensaje|nada|usted|papa]*",
            "que opciones|opcion|alternativas",
            "cual|cuál [es|era|fue]* [la]* pregunta",
        ),
        unless=(
            "no [le] entiendo [muy|bien|nada_de|el|mucho|a_usted_en]* espanol|ingles|castellano",
            "no entiendo|entendi para_que|por_que|como_consiguieron",
            "que no se repita",
            "hay|de|por|con que|quien dijo",
            "ya le dije|dijo",
            "como|que dijo|dice el|mi|la",
            "como le|te digo|dijo_que",
            "que se me olvido",
        ),
    ),
    Rule(
        "no.refuses_datum",
        Intent.NO,
        (
            "no [le|les|se|lo|te|la|me_gusta|los|pienso|puedo|quiero|voy_a|t|ando|suelo|"
            "acostumbro|tengo_por_que|tengo|doy|estoy]* "
            "[voy_a|quiero|puedo|dando|tengo_por_que|lo|la|le|que]* dar*|decir*|doy|digo|dando|"
            "brindar|compartir*|proporcionar|responder*|contestar*|diciendo|comparto|contesto|"
            "respondo|brindo|diciendole|soltar|revelar !ahorita",
            "prefiero|mejor|preferiria|quisiera no [decir*|dar*|contestar*|responder*|compartir*|"
            "hablar|decirlo|darlo|lo_digo|se_lo_digo|le_digo]*",
            "eso es|era|es_muy|es_algo|ya_es personal|privado|privada|confidencial|mio|secreto|"
            "asunto_mio|cosa_mia|muy_personal|privacidad",
            "es|son [muy|algo|dato|datos|informacion|una_informacion|cosa|cosas|un_dato]* "
            "personal|privado|confidencial|personales|privada|privados|cosa_mia|asunto_mio",
            "no es asunto|cosa|problema|de su suyo|incumbencia|de_ustedes",
            "no le|les|te importa|incumbe|concierne|interesa",
            "que le|les|te importa|importan|interesa",
            "solo se lo|la|los|las digo|doy|cuento a mi",
            "a usted|ustedes que|no le|les importa",
            "que no se|le lo|voy|puedo digo|doy|a_decir",
            "reservo|reservado",
            "~hacer|tengo|hago|haciendo|sin_hacer|queda|hay|por ninguna|ninguno|ningunas|nada|"
            "ni_una|ni_uno|ningun|ningunos $",
            "ninguna|ninguno|ningun|ni_una|ni_uno de|me|de_esas|de_eso|de_las|dia|hora|gracias",
            "nada de|de_eso|gracias|por_ahora|ninguna",
            "no [me_interesa|quiero|gracias|ocupo|necesito]* nada|ninguna|ninguno",
            "no puedo|quiero|pienso decir*|dar*|contestar*|responder*",
            "ya no [quiero|me_interesa|deseo|voy|participo]+",
            "no me interesa|sirve|conviene|gusta|interesan|sirven|nteresa [ya|nada|eso|ninguna|"
            "ninguno|gracias]*",
            "no estoy interesad*",
            "no gracias|gracias_no",
            "no se [le|les|me|nos]* dice|dicen|pregunta|preguntan|anda|andan|cuenta",
            "eso|esas_cosas no se dice|dicen|pregunta|preguntan|anda|andan [diciendo|"
            "preguntando]*",
            "averiguelo|averigue|busquelo|investiguelo usted|ustedes",
        ),
        only=_DATUM | {Question.CALLBACK_TIME},
        unless=(
            "le|les digo|decir|dire quiero|que_si",
            "no [lo|le|me] se_decir*|sabria_decirle|se_decirle|se_que_decir*",
            "no puedo decirle|decir exacto|bien|cual|seguro",
            "todavia|aun|ahorita|hoy no",
        ),
    ),
    Rule(
        "unclear.unsure",
        Intent.UNCLEAR,
        (
            "no [ni|yo|la_verdad|ya|le|les|me|la|lo]* se|estoy_seguro|estoy_segura|me_acuerdo|"
            "recuerdo|"
            "lo_se|me_recuerdo|sabria_decir|sabria|sabria_decirle|"
            "tengo_idea|estoy_muy_seguro|c|estoy_muy_segura|estoy_decidido|estoy_decidida|"
            "me_decido|ce !preocupe|preocupen|olviden|olvides|molesten|molestes|vayan_a|vaya_a|"
            "puede|si_puedo_ahorita|oye|escucha|quien|entiende|equivoco|"
            "encuentra|de_que|para_que|oyo|lo_puedo|lo_voy|lo_doy|lo_digo|si_es_que_puedo|le_oye|"
            "le_escucha|me_va|moleste|escuchó|le_ve|lo_ve|la_ve|le_pregunta|pregunta|habla|"
            "dice|da|olvide|puede_ver|leer|ve",
            "tal_vez|quiza|puede_ser|a_lo_mejor|depende|ahi_vemos|vamos_a_ver|a_saber|saber|"
            "quien_sabe|mas_o_menos|ya_veremos|veremos|ni_idea|sepa|ahi_veo|quizas|maybe|"
            "lo_que_dios_quiera|no_me_acuerdo|talvez",
            "puede|quiza|tal_vez|capaz [que]* si .. [que]* no",
            "ni yo [lo|mismo|misma|le]* se",
            "ni|ni_siquiera [ni|se|me|lo|yo]* acuerdo|se|recuerdo !leer|escribir",
        ),
        confidence=0.9,
    ),
)
