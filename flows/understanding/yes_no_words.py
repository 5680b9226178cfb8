"""What speaks for yes and for no: rows of (sign, name, questions, patterns, unless)."""

from flows.understanding.es_words import CLASSES as _SPANISH
from flows.understanding.heard import Question

_ANY: frozenset[Question] = frozenset()
_IDENTITY = frozenset({Question.IDENTITY})
_WANT = frozenset(Question) - {Question.IDENTITY}
_PLACE = frozenset({Question.MUNICIPALITY, Question.YES_NO})

CLASSES: dict[str, tuple[str, ...]] = {
    "call": _SPANISH["call"],
    "want": tuple(
        "quiero quisiera interesa gustaria interesan acepto deseo participo participar "
        "interesado interesada apuntarme anotarme aprovechar interesaria".split()
    ),
    "enrol": tuple(
        "apunteme apuntame apunte anoteme anotame anote inscribame inscribeme inscribime metame "
        "meteme "
        "agregueme agregame apuntenme anotenme inscribanme pongame registreme incluyame "
        "apuntarme cuenteme me_apunto me_anoto me_inscribo "
        "agarreme tomeme_en_cuenta".split()
    ),
}

SIGNS: tuple[tuple[str, str, frozenset[Question], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "SURE",
        "double_negation",
        _ANY,
        (
            "como|komo no !me|le|se|lo|hay|puedo|tengo|va|voy",
            "como no me|nos va|voy|vamos|iba|ba a <want>|interesar|querer|gustar|apuntar|"
            "participar",
            "como no voy|va a querer|interesar|ser|aceptar",
            "[y|pues]* por que no !me|quiero|le|puedo|se|dejan|lo|nos|voy",
            "claro que no hay|tengo problema|inconveniente",
            "no hay problema|inconveniente|pena|bronca|falla|clavo|cuidado|de_que|por_que_no|"
            "novedad",
            "no tengo|tenemos|tendria|veo|le_veo [ningun|nada_de]* problema|problemas|"
            "inconveniente|inconvenientes|nada_en_contra|objecion|clavo",
            "no es que no quiera|me_interese [claro]",
            "no lo dude|dude_que|dudo",
            "no [me|nos]* quite|quiten|borre|borren|saque|saquen|elimine|eliminen [de|a|mi|ese|"
            "el|la|su]* [la|numero|mi|ahi]* [lista|ahi|numero]*",
            "no faltaba|faltara mas",
            "no le|les|te digo|dire que no",
            "no me puedo negar|opongo|niego",
            "nada mas falta",
            "sin problema|falta|duda|ningun_problema",
            "no puedo decir|decirle que_no",
            "no [me_lo|lo|la] pienso dos",
            "no desaprovecho|pierdo|dejo|perderia|desperdicio [pasar] esa|la|esta oportunidad",
        ),
        (),
    ),
    (
        "NEUTRAL",
        "comfort",
        _ANY,
        (
            "no tenga|tengas|se pena|cuidado|preocupe|preocupes|moleste|aflija|apene",
            "no se|te preocupe|aflija|preocupes|apene|moleste",
            "no importa|pasa_nada|hay_de_que|es_molestia|es_problema|faltaba_mas|mas_digame|"
            "mas_es_que|mas_que",
            "no es|era|sera que [no] !quiera|quiero|me",
            "no sabe|saben|se_imagina|me_diga|sabes cuanto|como|que_bueno|lo_que|lo_bien",
            "verdad|cierto|o|y no que|no",
            "o no",
            "si no|es_que_no [es|fuera|me|hay|tengo] [otra_cosa|molestia|trabajo|mucha]",
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
            "no|ni|nunca [me|nos|lo|la|vaya_a|vayan_a|vuelva_a|vuelvan_a]* <call>",
            "no fue|era|pude|pudo|pudimos [al|la|por]*",
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
            "a ver|saber si",
            "si [me|lo|yo|nos|le|a_mi]* tuviera|pudiera|fuera|hubiera|supiera|tuviese|pudiese|"
            "estuviera|pagaran|fuese|viviera",
            "como si",
            "ver|saber|preguntar|preguntarle|decir|depende|pensar|avisarle|pregunto|duda|diga|"
            "dice|pregunte si [me|puedo|quiero]*",
            "si dios quiere|permite",
        ),
        (),
    ),
    (
        "NO",
        "claro_que_no",
        _ANY,
        (
            "claro|por_supuesto|obvio|desde_luego|seguro|obviamente|clarisimo|logico que no|nel",
            "creo|digo|dije|pienso|parece|diria|temo|siento|fijese|fijate|mire|dice|verdad|vea|"
            "le_dije|siente|ya_dije|cree que no !hay|tengo|tenga|hallo|me|he",
            "fijese|fijate|mire|vea|la_verdad|lastima|lamentablemente|desgraciadamente|"
            "lastimosamente [que|es_que|pero]* no !tengo_trabajo|hallo|hay|encuentro|tenga",
            "no creo|pienso|me_parece !que_sea",
            "para nada|pa_nada",
            "de ninguna|ningun manera|modo",
            "ni loco|loca|quiera|muerto|muerta|de_broma|hablar|pensarlo|regalado|borracho|"
            "lo_pienso|lo_sueñe|quiero|puedo|me_interesa|en_suenos|de_chiste",
            "que va",
            "nel|nelson|nelazo|nones|negativo|jamas|nunca|nombe|emojino|negatorio|tampoco|"
            "naranjas|nanai",
            "no no|hombre",
            "gracias|muchas_gracias pero no",
            "mejor|ya|pues|a_mi|yo|eso|todavia|aun|pero|si_pero|que|tampoco no !se|hay|tenga|"
            "hallo|me|nos|aguanto|le|tengo|sea|es",
            "^ [yo|a_mi|si|ya]* paso [gracias|mejor|yo|de_eso]* $",
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
            "estaria|estamos|da_tiempo|tengo_chance|convence|ando|podemos|vale_la_pena|nteresa|"
            "intereso|confio|creo|entro|inscriba|seguir|tengo_como|califico|aplico|vivo|sigo|"
            "es_correcto|esta_bien|esta_correcto|de_acuerdo|es_asi|es_cierto|esta_mal|es_eso|"
            "esta_bueno|es",
            "ya no !tengo_trabajo|hallo|consigo",
            "ya tengo|consegui|encontre|estoy_trabajando|halle|ando_trabajando|estoy_colocado|"
            "trabajo|tenemos|puse|estoy_bien|me_salio|estoy_ocupado_en_otra_cosa|estoy_viejo|"
            "estoy_vieja|estoy_grande|estoy_en_otra !quien|ganas|listo|todo|la_hoja|experiencia|"
            "anos|meses|dias|mi_negocio",
            "estoy|toy trabajando [ya|gracias|bendito|aqui]",
            "quisiera|gustaria|queria|me_encantaria|interesaba|interesaria|suena_bien|"
            "esta_bonito|esta_bueno|es_bueno|agradezco ... pero [es_que|yo|ya|ahorita|la|no]* "
            "[no|ya_tengo|estoy_enfermo|estoy_enferma|trabajo|cuido|tengo]",
            "busque|busquen|llamen|llame|deselo|desela|denselo|denle|dele|ofrezcaselo|den|de [a|"
            "esa|la|ese|ayuda|oportunidad|cupo|eso|se_lo]* otro|otra|otros|alguien [que]*",
            "vaya|vayan|valla|anda|vayase|vayanse a enganar|estafar|robar|molestar|joder|otro|"
            "freir",
            "a mi|uno [eso|ya]* no !me|nos",
            "puras|pura|son|es|puro|eso|esas mentiras|mentira|paja|babosadas|babosada|tonteras|"
            "estafa|robo|casaca|papadas .. no|no_quiero|no_creo|gracias",
            "dejelo|dejemoslo asi|ahi|por_la_paz",
            "gracias pero|igual ya|no|estoy",
            "por|de ahora|momento|el_momento no",
            "falso|incorrecto|mentira|errado|esta_mal|mal",
            "nada [gracias|de_eso|no]",
            "no gracias|muchas_gracias|mil_gracias",
        ),
        (),
    ),
    (
        "NO",
        "not_me",
        _IDENTITY,
        (
            "no [yo|ya|le|es_que]* soy|habla|sere",
            "no [yo|ya|le|es_que]* es !una|un|estafa|extorsion|fraude|broma|cierto|verdad|de|aqui",
            "habla|hablas|hablando usted|ud|vos con * ..",
            "habla|hablas|hablando|soy con|de otra|otro persona|senor|senora|muchacho|muchacha",
            "yo|el|ella|ese|esa no [lo|la]* soy|es",
            "no con|para el|ella [no]",
            "soy|es|habla|hablas_con|con otra|otro|alguien persona|senor|mas",
            "no [yo]* me llamo",
            "me llamo|llaman",
            "mi nombre es",
            "no lo|la soy",
            "yo soy otro|otra",
        ),
        (
            "no se equivoco|equivoca|equivocaron soy",
            "no pues|mire|hombre|senor si",
            "no soy otro|otra",
            "si [soy|yo|senor|senora|claro|habla|asi]* me llamo|mi_nombre_es",
            "asi me llamo",
            "no pues si|soy",
            "quien mas|sino|no soy yo|sino_yo",
            "si [senor|senora|senorita|claro]* [yo]* me_llamo|mi_nombre_es",
        ),
    ),
    (
        "NO",
        "name_only",
        _IDENTITY,
        (
            "^ [no|yo|aqui|le|al_habla]* soy|habla !yo|el|ella|la|con|su|mi|quien|pues|que|si|"
            "mismo|mero|"
            "a|un|una|de|mas|duro|fuerte|ese|esa|digame|este|lo|por|en|servidor * .. $",
        ),
        (),
    ),
    ("BARE_NO", "no", _ANY, ("no|noup|nop", "^ 2 $"), ()),
    (
        "YES",
        "me",
        _IDENTITY,
        (
            "soy yo",
            "yo soy|mero|mera|mismo|misma|merito !el_hermano|la|el|su|un|una|otra|otro",
            "con|si el|ella|mi habla|hablando|esta_hablando|mero|mismo|misma|digame|a_la_orden|"
            "le_habla|hablas|para_servirle|habla_usted",
            "con|si|soy|es [el|la] mismo|misma|mismito|mismita|mero|mera",
            "^ [si|aja|buenas|claro|aqui]* con|para el|ella [senor|senora|senorita|si|pues|"
            "digame|a_sus_ordenes|a_la_orden|quien_habla]* $",
            "el|la|ese|esa|este|esta mismo|misma|mismita|mismito|soy|mero",
            "ese|esa|el|ella|este soy|mero|merito|es_mi_nombre !de",
            "^ el|ella|le habla|al_habla",
            "el|ella|le habla [digame|si|que|en_que|diga|para|a_la|a_sus|con|quien|senor|"
            "senora]* $",
            "a la orden|ordenes",
            "a su|sus orden|ordenes|servicio",
            "para servirle|servirles|servirlo",
            "servidor|servidora|presente|efectivamente|aqui_estoy|aqui_ando|al_habla|yo_merito|"
            "yo_mero",
            "asi me|es llamo|mi_nombre|me_llaman|me_dicen|como_me_llamo",
            "ese|asi es mi nombre",
            "mi nombre es ese",
            "si [senor|senora|senorita|claro|yo]* soy|es_el|es_ella|habla|me_llamo|mi_nombre|"
            "el_habla|con_el|con_ella",
            "que se|me le ofrece|ofrecia",
            "en que le|les|te|lo|la [puedo] ayudo|ayudar|ayudarle|servir|sirvo|servirle",
            "no se equivoco|equivoca|equivocaron|equivocaste|esta_equivocado|esta_equivocada [de|"
            "numero|usted|senor|senorita|joven|es_aqui|aqui_es]*",
            "aqui|aca es|estoy|anda|ando !el_numero|una|la",
            "habla con el|ella|el_mismo|ella_misma",
            "estas|esta hablando con el|ella|el_mismo|ella_misma !mama|papa|hermano|esposa|hijo|"
            "hija",
            "quien mas|sino",
        ),
        (
            "no soy|yo_no_soy|no_es|no_soy_yo",
            "no soy el|ella|yo",
            "no con el|ella",
            "yo no soy",
            "habla|con|soy con|la|el|su mama|papa|esposa|esposo|hermano|hermana|hijo|hija|mujer|"
            "marido|suegra|tia|tio",
        ),
    ),
    ("YES", "enrol", _WANT, ("<enrol>", "cuente|cuenten|cuenta conmigo"), ()),
    (
        "YES",
        "wanted",
        _WANT,
        (
            "si|claro|pues|yo [que|si|yo|claro|la_verdad|a_mi|lo|le|mucho|muchisimo|este|pues|"
            "senor|senora]* [me|lo|le|nos|yo]* <want>|quiero|interesa|gustaria|acepto|puedo|"
            "apunto|anoto|voy|entro|conviene|sirve|gusta|participo|autorizo|podria|vivo|sigo|"
            "sirven",
            "[me|nos] [si|re|mucho|tanto|super|la_verdad_si|claro_que]* <want>",
            "cuente|cuenten|cuenta conmigo|con_mi_persona",
            "me apunto|anoto|animo|parece|agrada|late|conviene|encanta|encantaria|sirve|serviria|"
            "parece_bien|inscribo|sumo|uno|ayudaria|caeria_bien|gusta|urge|anotaria|"
            "llama_la_atencion|cae_bien|interezo|late",
            "donde|como|cuando|que [me|hay|tengo|se|debo|hago|papeles|ocupo|puedo]* firmo|"
            "inscribo|apunto|anoto|apuntarme|hay_que_hacer_para_apuntarme|inscribirme|anotarme",
            "estoy|si_estoy|toy [muy|bien|bastante|super|totalmente|claro_que]* interesad*|"
            "dispuest*|list*|de_acuerdo|disponible",
            "que|es si|verdad quiero|quiere|claro",
            "que si !me|no|es|hay|le|ya|tiene",
            "claro|obvio|seguro|por_supuesto|obviamente|desde_luego|logico|creo|digo|parece|"
            "pienso|dije|diria|clarisimo que si|yes",
            "yo|creo|eso|la_verdad|pues|a_mi|esa|ese|hoy|ahora|de_verdad si !no|me_muero|fuera|"
            "tuviera",
            "eso [es_lo_que]* andaba|ando|estaba|necesito|necesitaba|quiero|quería|queria|ocupo|"
            "busco|estoy [yo]* [buscando|queriendo|esperando|necesitando|esperaba]*",
            "de una|una_vez|acuerdo|un_solo !no",
            "con [mucho|todo|muchisimo]* gusto",
            "encantado|encantada|dichoso|dichosa|acepto|aceptado|acepta|aceptamos|autorizo|"
            "concedido|confirmado|confirmo",
            "adelante|hagale|hagamosle|dele|dale|metale|echele|orale|sobres|vamos|va_pues|"
            "vaya_pues|juega|hecho|trato_hecho|cheque|macizo|pijudo|calidad|tuani|tuanis|chivo|"
            "de_viaje|de_una",
            "^ va|ya_va $",
            "ojala|dios_lo_oiga|primero_dios|si_dios_quiere !no",
            "ya vas|quedamos|esta",
            "sigo|vivo|vivimos|estoy [viviendo|siempre|todavia]* ahi|aqui|alli|alla|en_el_mismo|"
            "en_la_misma",
            "ahi mismo|siempre|sigo|vivo|todavia",
            "aqui|en_el_mismo|donde_mismo|alli|en_la_misma mismo|siempre|sigo|vivo|lugar|casa",
        ),
        (),
    ),
    (
        "BARE_YES",
        "si",
        _ANY,
        (
            "si|yes|aja|simon|claro|cabal|correcto|correcta|exacto|exactamente|afirmativo|"
            "efectivamente|obvio|seguro|emojisi|supuesto|asi_es|eso_es|por_supuesto|desde_luego|"
            "sin_duda|obviamente|ciertamente|perfecto|clarinete|clarinet|sii|definitivamente|"
            "positivo|totalmente|evidente|claramente|afirma",
            "asi|eso es|mero",
            "^ [si|es]* cierto|verdad $",
            "^ 1 $",
            "^ uno $",
            "presione|marque|marco|la|el uno|1",
            "de acuerdo",
            "es correcto|cierto|verdad|asi|eso",
            "esta correcto|correcta|bien|perfecto",
        ),
        (
            "no es cierto|verdad|correcto|asi|seguro",
            "no esta correcto|bien|seguro",
            "no estoy seguro|segura",
        ),
    ),
    (
        "COURTESY",
        "ok",
        _WANT,
        (
            "ok|vale|bueno|bien|esta_bien|ta_bien|esta_bueno|ta_bueno|listo|excelente|magnifico|"
            "enterado|entendido|perfecto|muy_bien|que_bueno|vaya|va|sale",
            "digame|diga|digamos|a_ver|lo_escucho|la_escucho",
        ),
        ("vaya|vayan|va|vayase a", "bueno|bien fuera", "no esta bien|bueno", "estoy bien"),
    ),
    (
        "COURTESY",
        "here",
        _IDENTITY,
        (
            "digame|diga|lo_escucho|la_escucho|le_escucho|si_diga|ok|listo|dele",
            "aqui|aca estoy|ando",
        ),
        (),
    ),
)
