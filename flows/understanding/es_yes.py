"""What speaks for yes in Spanish: rows of (sign, name, questions, patterns, unless)."""

from flows.understanding.es_words import CLASSES as _SPANISH
from flows.understanding.heard import Question

_ANY: frozenset[Question] = frozenset()
_IDENTITY = frozenset({Question.IDENTITY})
_WANT = frozenset(Question) - {Question.IDENTITY}

CLASSES: dict[str, tuple[str, ...]] = {
    "call": _SPANISH["call"],
    "want": tuple(
        "quiero quisiera interesa gustaria interesan acepto deseo participo participar "
        "interesado interesada apuntarme anotarme aprovechar interesaria".split()
    ),
    "enrol": tuple(
        "apunteme apuntame apunte anoteme anotame anote inscribame inscribeme inscribime metame "
        "meteme "
        "agregueme agregame apuntenme anotenme inscribanme registreme incluyame "
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
            "como|komo no !entendi|oi|escuche|capte|le_entendi|me|le|se|lo|hay|puedo|tengo|va|voy",
            "como no me|nos va|van|voy|vamos|iba|iban|ba a <want>|interesar|querer|gustar|apuntar|"
            "participar",
            "como|quien voy|va|vamos|iba a decir*|negarme|rechazar*|despreciar*|desaprovechar*|"
            "decirle_que|perder* [que] [no]",
            "como no voy|va a querer|interesar|ser|aceptar",
            "^ [y|pues|si|bueno|claro|mire|ah|vaya|a_ver|ay]* por que no !me|quiero|le|puedo|se|"
            "dejan|"
            "lo|nos|voy|tengo|es|hay|estoy|ando|nos",
            "[y|pues] por que no $",
            "por que no si|claro|apunt*|vamos|aprovechar|intentarlo|probar|participar",
            "quien|como no le|me|les|se|te va|iba|ba a interesar|querer|gustar|apuntar|aprovechar|"
            "servir",
            "quien no le interesa|gusta|gustaria|interesaria|conviene|sirve|serviria",
            "quien no quisiera|quiere|aprovecharia|necesita|va_a_querer",
            "no es|seria|suena|estaria|cae mala|mal|malo|nada_mal [idea|la_idea|eso]* !escrito|"
            "momento|hora",
            "no [me|lo|la|le|les]* [voy_a|pienso|hay_que]* pensar*|pienso dos",
            "no [le|les|te]* [voy_a|puedo|quiero|podria|pienso]* decir*|digo que_no",
            "si [yo]* no soy [yo]* quien",
            "claro que no hay|tengo problema|inconveniente",
            "no hay problema|inconveniente|pena|bronca|falla|clavo|cuidado|de_que|por_que_no|"
            "novedad",
            "no tengo|tenemos|tendria|veo|le_veo [ningun|nada_de]* problema|problemas|"
            "inconveniente|inconvenientes|nada_en_contra|objecion|clavo",
            "no es que no quiera|me_interese [claro]",
            "no lo dude|dude_que|dudo",
            "no [me|nos]* [vaya|vayan|vayas|a]* quite|quiten|borre|borren|saque|saquen|elimine|"
            "eliminen|quitar|borrar|sacar|eliminar [de|a|mi|ese|"
            "el|la|su]* [la|numero|mi|ahi]* [lista|ahi|numero]*",
            "no faltaba|faltara mas",
            "no le|les|te digo|dire que no",
            "no me puedo negar|opongo|niego",
            "nada mas falta",
            "sin problema|falta|duda|ningun_problema",
            "no puedo decir|decirle que_no",
            "no [me_lo|lo|la] pienso dos",
            "no [me|nos|la|lo]* quiero|voy_a|pienso|puedo|quisiera|debo perderme|perdermelo|"
            "perdermela|perder_la|perder_esta|perder_esa|desaprovechar*|dejar_pasar|"
            "quedarme_fuera|quedarme_afuera|quedarme_sin|quedar_fuera|perder_mi_cupo|"
            "perder_el_cupo",
            "no quiero que se_pierda|se_me_pierda|me_saquen|me_borren|me_quiten|me_dejen_fuera|"
            "me_vuelvan_a_borrar|me_vuelvan_a_quitar|me_vuelvan_a_sacar",
            "no [se|me|nos|vaya|vayan|vayas|a]* olvidar|olvide|olviden|olvides|dejen|deje|dejes|"
            "dejar de mi|nosotros|llamarme|avisarme|buscarme|escribirme|llamarnos|avisarnos|"
            "tomarme|tomar_en_cuenta|contactarme|apuntarme|anotarme",
            "por nada [del|en|este|de|el]* [mundo|la_vida]* [no]* me|nos|dejo|pierdo|perderia|"
            "quedo|quedaria [lo|la]* pierdo|perderia|pasar|fuera",
            "no desaprovecho|pierdo|dejo|perderia|desperdicio [pasar] esa|la|esta oportunidad",
        ),
        (),
    ),
    (
        "YES",
        "me",
        _IDENTITY,
        (
            "soy yo",
            "yo soy|mero|mera|mismo|misma|merito !el_hermano|la|el|su|un|una|otra|otro",
            "con|si el|ella|mi habla|hablando|esta_hablando|mero|mismo|misma|digame|a_la_orden|"
            "le_habla|hablas|para_servirle|habla_usted",
            "con|si|soy|es [el|la] mismo|misma|mismito|mismita|mero|mera|propio|propia",
            "^ [si|aja|buenas|claro|aqui]* con|para el|ella [senor|senora|senorita|si|pues|"
            "digame|a_sus_ordenes|a_la_orden|quien_habla]* $",
            "el|la|ese|esa|este|esta mismo|misma|mismita|mismito|soy|mero",
            "^ [si|con]* el|la que habla|contesta $",
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
            "soy [yo]* el|la que|mismo_que busca|buscan|anda|andan|necesita|buscaba|llama|llaman|"
            "llamo|quiere [buscando]*",
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
    (
        "YES",
        "god_willing",
        _WANT - {Question.CALLBACK_TIME, Question.BIRTH_YEAR},
        ("ojala|dios_lo_oiga|primero_dios|si_dios_quiere|vaya_pues|va_pues !no",),
        (),
    ),
    (
        "YES",
        "enrol",
        _WANT,
        ("<enrol>", "pongame|ponganme|poneme [ahi]* en|a|ahi|de !una|la_linea"),
        (),
    ),
    (
        "YES",
        "but_that",
        _WANT,
        (
            "pero|mas_bien [en|a|lo|del|de|el|la|los|las|un|una|eso|ese|al]+ * [propio|propia|de|"
            "mi|mas|que|dijo]* si $",
        ),
        (),
    ),
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
            "mandenme|mandeme|enviame|envieme|enviemen|mandame|pasame|paseme|deme [la|mas|toda]* "
            "informacion",
            "eso [mismo|es_lo_que]* queria|quiero|esperaba|necesitaba|necesito",
            "le|me|yo entro|meto|tiro|jalo|apunto [a_eso|ahi]*",
            "me apunto|anoto|animo|parece|agrada|late|conviene|encanta|encantaria|sirve|serviria|"
            "parece_bien|inscribo|sumo|uno|ayudaria|caeria_bien|gusta|urge|anotaria|"
            "llama_la_atencion|cae_bien|interezo|late",
            "donde|como|cuando|que [me|hay|tengo|se|debo|hago|papeles|ocupo|puedo]* firmo|"
            "inscribo|apunto|anoto|firmar|inscribirse|llenar|apuntarse|anotarse|apuntarme|"
            "hay_que_hacer_para_apuntarme|inscribirme|anotarme",
            "estoy|si_estoy|toy [muy|bien|bastante|super|totalmente|claro_que]* interesad*|"
            "dispuest*|list*|de_acuerdo|disponible",
            "que|es si|verdad quiero|quiere|claro",
            "~para|por que si !me|no|es|hay|le|ya|tiene",
            "claro|obvio|seguro|por_supuesto|obviamente|desde_luego|logico|creo|digo|parece|"
            "pienso|dije|diria|clarisimo que si|yes",
            "yo|creo|eso|la_verdad|pues|a_mi|esa|ese|hoy|ahora|de_verdad si !no|me_muero|fuera|"
            "tuviera",
            "eso [es_lo_que]* andaba|ando|estaba|necesito|necesitaba|quiero|quería|queria|ocupo|"
            "busco|estoy [yo]* [buscando|queriendo|esperando|necesitando|esperaba]*",
            "de una|una_vez|acuerdo|un_solo !no",
            "seria|es|caeria|caeria_como [una|un|la|el|gran|muy|de|mucha|gran|buena]* bendicion|"
            "gran_ayuda|dicha|maravilla|alegria|milagro",
            "con [mucho|todo|muchisimo]* gusto",
            "encantado|encantada|dichoso|dichosa|acepto|aceptado|acepta|aceptamos|autorizo|"
            "concedido|confirmado|confirmo",
            "adelante|hagale|hagamosle|dele|dale|metale|echele|orale|sobres|vamos|"
            "juega|hecho|trato_hecho|cheque|macizo|pijudo|calidad|tuani|tuanis|chivo|"
            "de_viaje|de_una",
            "^ va|ya_va $",
            "ya vas|quedamos|esta",
            "sigo|vivo|vivimos|estoy [viviendo|siempre|todavia]* ahi|aqui|alli|alla|en_el_mismo|"
            "en_la_misma",
            "ahi mismo|siempre|sigo|vivo|todavia",
            "aqui|en_el_mismo|donde_mismo|alli|en_la_misma mismo|siempre|sigo|vivo|lugar|casa",
        ),
        (
            "cual|que [me|nos|le]* conviene|sirve",
            "lo que [yo]* quiero|necesito es que",
            "en|a|de|con|para que|cual $",
        ),
    ),
    (
        "BARE_YES",
        "si",
        _ANY,
        (
            "~hable|hablar|hableme|hablen|bien|mas|ahora si|yes|aja|simon|claro|cabal|correcto|"
            "correcta|exacto|exactamente|afirmativo|"
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
        _WANT - {Question.BIRTH_YEAR},
        (
            "ok|vale|bueno|bien|esta_bien|ta_bien|esta_bueno|ta_bueno|listo|excelente|magnifico|"
            "enterado|entendido|perfecto|muy_bien|que_bueno|vaya|va|sale",
            "digame|diga|digamos|a_ver|lo_escucho|la_escucho",
        ),
        (
            "vaya|vayan|va|vayase a",
            "bueno|bien fuera",
            "no esta bien|bueno",
            "estoy bien",
            "me|nos vale",
        ),
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
