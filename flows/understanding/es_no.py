"""What speaks for no in Spanish, or holds a *no* that refuses nothing: rows as in es_yes.py."""

from flows.understanding.heard import Question

_ANY: frozenset[Question] = frozenset()
_IDENTITY = frozenset({Question.IDENTITY})
_CHECK = frozenset({Question.YES_NO, Question.MUNICIPALITY, Question.BIRTH_YEAR})
_WANT = frozenset(Question) - {Question.IDENTITY}

SIGNS: tuple[tuple[str, str, frozenset[Question], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "NEUTRAL",
        "comfort",
        _ANY,
        (
            "no tenga|tengas|se pena|cuidado|preocupe|preocupes|moleste|aflija|apene",
            "no se|te preocupe|aflija|preocupes|apene|moleste",
            "no [me|se|nos|le|vaya_a|vayan_a|por_favor]* cuelgue|cuelguen|cuelgues|olvide|olviden|"
            "pierda|pierdan|deje|dejen|corte|corten|vaya|vayan|quite|quiten|borre|borren|saque|"
            "saquen|dejar|sacar|quitar|borrar|colgar|olvidar|tarde|tarden",
            "no quiero|pienso|voy_a|puedo|quisiera|debo perder*|dejar_pasar|desaprovechar*|"
            "quedarme_fuera|quedarme_afuera|quedarme_sin|fallar*",
            "no me deja|dejan mentir",
            "[pero|ya|mejor|que]* no [me|nos|le]* llame|llamen|llames|marque|marquen|escriba|"
            "escriban|use|usen|ocupe|busque|busquen !la_atencion",
            "no [le|les|te]* sabria [decir*]*",
            "no me recuerdo|acuerdo",
            "[que]* no conozco|conosco",
            "[que] no [me|se|le|lo|la|les|los|nos|yo]* *aba|*aban|oia|sabia|tenia|podia|respondia|"
            "veia|habia|podian|pude|contesté|contesto_numeros|hallé !interes*|gust*",
            "puede|quiza|tal_vez|talvez|a_lo_mejor|capaz [que]* si|no|no_se",
            "no [me|nos]* importa|molesta|molestan|estorba|pasa_nada|hay_de_que|es_molestia|"
            "es_problema|faltaba_mas|mas_digame|"
            "mas_es_que|mas_que",
            "no es|era|sera que [no] !quiera|quiero|me",
            "no es ninguna|molestia",
            "no sabe|saben|se_imagina|me_diga|sabes cuanto|como|que_bueno|lo_que|lo_bien",
            "verdad|cierto|o|y no que|no",
            "o no",
            "si no es [otra|mucha|una]* molestia",
        ),
        (),
    ),
    (
        "NEUTRAL",
        "lack",
        _ANY,
        (
            "no [he|se|le|yo|aqui|todavia|hay|me|lo|nos|les|aun]* [podido|logrado|puedo|han]* "
            "hallo|encuentro|consigo|hay|hallado|encontrado|conseguido|halla|consigue|encontrar|"
            "hallar|conseguir|sale|dan|salido|dado|alcanza "
            "[nada|ni|trabajo|empleo|chamba|de|que|aqui|en|algo|mucho|ningun|donde]*",
            "no [tengo|tenemos|tenia|tuve] [nada|trabajo|empleo|chamba|ni|estudios|dinero|pisto|"
            "que_hacer|nada_que_hacer|que_perder|de|otra|otro|como_comer|donde_trabajar|ingresos|"
            "fuente|oficio|profesion|papeles|estudio|experiencia]",
            "no estoy|ando haciendo|trabajando|laborando|ocupado|ocupada|con_trabajo",
            "no sabia|sabiamos|conocia|habia_oido|me_habian|me_lo_esperaba|esperaba|me_lo",
            "no trabajo|laboro",
            "no se leer|escribir|manejar|usar|nadar",
            "no [me|nos]* han|ha|habian|habia llamado|marcado|avisado|buscado|dicho|contactado|"
            "escrito|tomado_en_cuenta",
            "no|ni|nunca [me|nos|lo|la|vaya_a|vayan_a|vuelva_a|vuelvan_a]* <call>|manden|mande|"
            "mandes|envien|envie",
            "no fue|era|pude|pudo|pudimos [al|la|por]*",
            "no ando ni|dinero|pisto|con|nada|efectivo",
            "no pagan|ajusta|me_ajusta|da|rinde",
            "no [le|lo|la|se|te|les]* oigo|escucho|oi|oye|escucha|oia|escuchaba|escuche|entendi|"
            "agarre",
            "no terminé|termine|fui|estudie|aprendi|saque|tuve",
        ),
        (),
    ),
    (
        "NEUTRAL",
        "if",
        _ANY,
        (
            "no se|estoy_seguro_de|sabria si",
            "nunca dan|han_dado|cumplen|llaman|ayudan|me_han|nos_han|he_recibido|llega|me_habian|"
            "nos_habian|habian|me_llaman|me_habia|habia",
            "a ver|saber si",
            "si [me|lo|yo|nos|le|a_mi]* tuviera|pudiera|fuera|hubiera|supiera|tuviese|pudiese|"
            "estuviera|pagaran|fuese|viviera",
            "como si",
            "pero que no sea|sean|quede|queden|cobren|cueste|cuesten|este|esten|haya|pidan|piden",
            "ver|saber|preguntar|preguntarle|decir|depende|pensar|avisarle|pregunto|duda|diga|"
            "dice|pregunte si [me|puedo|quiero]*",
            "si dios quiere|permite",
        ),
        (),
    ),
    (
        "NEUTRAL",
        "condition",
        _WANT,
        (
            "si [no|ya|es_que|ustedes|usted]* [me|nos|le|les|lo|la|se|te]* es|son|hay|tiene|"
            "tienen|piden|pide|cobran|cobra|pagan|paga|dan|queda|quedan|sale|siguen|sigue|vuelven|"
            "vuelve|llaman|llama|insisten|molestan|fuera|ocupan|ocupa|exigen|requiere|necesitan|"
            "quieren|ofrecen|consiguen|consigue|ayudan|garantizan|cuesta|toca|aceptan|dejan|deja|"
            "hubiera|hace|hacen|incluye|regalan|mandan|va|van !correcto|cierto|verdad|asi|eso|"
            "el|ella|aqui|aca|ahi|bueno|interes*|a_querer",
        ),
        ("no si|sino",),
    ),
    (
        "NO",
        "claro_que_no",
        _ANY,
        (
            "claro|por_supuesto|obvio|desde_luego|seguro|obviamente|clarisimo|logico que no|nel",
            "creo|digo|dije|pienso|parece|diria|temo|siento|fijese|fijate|mire|dice|verdad|vea|"
            "le_dije|siente|ya_dije|cree que no !conozco|conosco|contest*|hay|tengo|tenga|"
            "hallo|me|he|se",
            "fijese|fijate|mire|vea|la_verdad|lastima|lamentablemente|desgraciadamente|"
            "lastimosamente [que|es_que|pero]* no !se|tengo|hallo|hay|encuentro|tenga|me|le|"
            "estoy_segur*|trabajo|he",
            "no creo|pienso|me_parece !que_sea",
            "para nada|pa_nada",
            "de ninguna|ningun manera|modo",
            "ni loco|loca|quiera|muerto|muerta|de_broma|hablar|pensarlo|regalado|borracho|"
            "lo_pienso|lo_sueñe|quiero|puedo|me_interesa|en_suenos|de_chiste",
            "que va",
            "que [me|le|voy|va|voy_a|va_a|vamos|iba]+ [a]* querer|interesar|interesarme|gustar|"
            "ir|andar",
            "que interesado|interesada",
            "ni que estuviera|fuera",
            "nel|nelson|nelazo|nones|negativo|jamas|nunca|nombe|emojino|negatorio|tampoco|"
            "naranjas|nanai",
            "no no",
            "gracias|muchas_gracias pero no",
            "mejor|ya|pues|a_mi|yo|eso|todavia|aun|pero|si_pero|que|tampoco no !conozco|"
            "conosco|puede|habla|vive|ve|oye|"
            "camina|se|hay|tenga|"
            "hallo|me|nos|aguanto|le|tengo|sea|es|sabria|entiendo|oigo|estoy_segur*",
            "^ [yo|a_mi|si|ya]* paso [gracias|mejor|yo|de_eso]* $",
            "pero|gracias|mejor|agradecido|agradecida|esta_vez|esta|yo [yo|esta_vez|mejor|voy_a]* "
            "paso|pasar $",
            "^ [no|gracias]* asi_estoy_bien|estoy_bien_asi|asi_estamos_bien $",
        ),
        ("como|por_que|porque no",),
    ),
    (
        "NO",
        "not_wanted",
        _WANT,
        (
            "no|ni|nunca|tampoco|nada [me|nos|le|lo|yo|la_verdad|creo_que|que|a_mi|es_que|estoy|"
            "se|les|mas|eso|mucho|tanto]* "
            "quiero|quisiera|interesa|interesan|gustaria|deseo|acepto|necesito|ocupo|participo|"
            "participare|voy|pienso|interesado|interesada|quiere|deja|dejan|conviene|sirve|gusta|"
            "llama_la_atencion|llama|animo|atrae|apunto|apunte|apunten|anoten|anote|puedo|podria|"
            "podre|quiera|estoy_de_acuerdo|quieren|queremos|cuenten|cuente|tengo_interes|"
            "tengo_tiempo|tengo_ganas|hace_falta|es_lo_mio|es_para_mi|es_para_uno|autorizo|doy|"
            "estaria|estamos|da_tiempo|tengo_chance|convence|podemos|vale_la_pena|nteresa|"
            "intereso|entro|inscriba|seguir|tengo_como|califico|aplico|vivo|sigo|"
            "es_correcto|esta_bien|esta_correcto|de_acuerdo|es_asi|es_cierto|esta_mal|es_eso|"
            "esta_bueno",
            "ya no !tengo_trabajo|hallo|consigo",
            "ya tengo|consegui|encontre|estoy_trabajando|halle|ando_trabajando|estoy_colocado|"
            "trabajo|tenemos|puse|estoy_bien|me_salio|estoy_ocupado_en_otra_cosa|estoy_viejo|"
            "estoy_vieja|estoy_grande|estoy_en_otra !oficio|profesion|titulo|quien|ganas|listo|"
            "todo|la_hoja|experiencia|"
            "anos|meses|dias|mi_negocio",
            "estoy|toy trabajando [ya|gracias|bendito|aqui]",
            "[me|si|yo|lo|nos|a_mi|claro|pues|la_verdad]* quisiera|gustaria|queria|encantaria|"
            "me_encantaria|interesaba|interesaria|suena_bien|"
            "esta_bonito|esta_bueno|es_bueno|agradezco ... pero !quiero|si|como|cuando|donde|que",
            "busque|busquen|llamen|llame|deselo|desela|denselo|denle|dele|ofrezcaselo|den|"
            "le_den [a|"
            "esa|la|ese|ayuda|oportunidad|cupo|eso|se_lo|el|campo|espacio|lugar]* otro|otra|"
            "otros|alguien|"
            "un_joven|los_jovenes|mas_jovenes|jovenes [que]*",
            "[ya|estoy|soy|muy|demasiado|bien]+ viejo|vieja|mayor|grande|anciano|anciana|enfermo|"
            "enferma|cansado|cansada para|pa|de_edad",
            "a otro|otra perro con_ese",
            "vaya|vayan|valla|anda|vayase|vayanse a enganar|estafar|robar|molestar|joder|otro|"
            "freir",
            "a mi|uno [eso|ya]* no !me|nos",
            "puras|pura|son|es|puro|eso|esas mentiras|mentira|paja|babosadas|babosada|tonteras|"
            "estafa|robo|casaca|papadas .. no|no_quiero|no_creo|gracias",
            "dejelo|dejemoslo asi|ahi|por_la_paz",
            "gracias pero|igual ya|no|estoy",
            "por|de ahora|momento|el_momento no",
            "^ [no|eso|es|esta|son]* falso|incorrecto|mentira|mentiras|errado|mal $",
            "nada gracias|de_eso",
            "^ nada [ya]* $",
            "no gracias|muchas_gracias|mil_gracias",
            "^ no se|te|nos moleste|molesten|molestes [por|mi|yo|usted|ustedes|en|eso|mas]* $",
        ),
        (),
    ),
    (
        "NO",
        "not_so",
        _CHECK,
        ("no|tampoco [ya|eso|es_que|yo]* es|esta|sigue|vivo|sigo|fue !verdad|que",),
        ("no es estafa|broma|fraude|verdad",),
    ),
    (
        "NO",
        "not_me",
        _IDENTITY,
        (
            "no [yo|ya|le|es_que]* soy|habla|sere",
            "no [yo|ya|le|es_que]* es !una|un|estafa|extorsion|fraude|broma|cierto|verdad|de|aqui",
            "con|a [esa|ese|esta|el|ella]* [persona|senor|senora]* no esta|es hablando|habla",
            "habla|hablas|hablando usted|ud|vos con * ..",
            "habla|hablas|hablando|soy con|de otra|otro persona|senor|senora|muchacho|muchacha",
            "yo|el|ella|ese|esa no [lo|la]* soy|es",
            "no con|para el|ella [no]",
            "soy|es|habla|hablas_con|con otra|otro|alguien persona|senor|mas",
            "no [yo]* me llamo",
            "~como me llamo|llaman",
            "mi nombre es",
            "no lo|la soy",
            "yo soy otro|otra",
        ),
        (
            "no se equivoco|equivoca|equivocaron soy",
            "no pues|mire|hombre|senor si",
            "si [yo]* no soy [yo]* quien",
            "quien va|iba a ser",
            "no soy otro|otra",
            "si [soy|yo|senor|senora|claro|habla|asi]* me llamo|mi_nombre_es",
            "asi me llamo",
            "no pues si|soy",
            "quien mas|sino|no soy yo|sino_yo",
            "si [senor|senora|senorita|claro]* [yo]* me_llamo|mi_nombre_es",
            "por_que|porque|para_que|quien|quienes|donde [no|tanto|siempre|es_que]* me|nos llaman",
        ),
    ),
    (
        "NO",
        "name_only",
        _IDENTITY,
        (
            "^ [no|si]* aqui|aca !estoy|ando|la|el|le|con|es|no|su|mero|habla|vive|anda|yo|me|"
            "ella|"
            "hay|nadie|lo|esta * a_la_orden|para_servirle|digame|a_sus_ordenes $",
            "^ [no|yo|aqui|le|al_habla]* soy|habla !yo|el|ella|la|con|su|mi|quien|pues|que|si|"
            "mismo|mero|"
            "a|un|una|de|mas|duro|fuerte|ese|esa|digame|este|lo|por|en|servidor * .. $",
        ),
        (),
    ),
    ("BARE_NO", "no", _ANY, ("no|noup|nop", "^ 2 $"), ()),
)
