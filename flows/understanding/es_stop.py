"""Never contact me again: what asks for silence, in every form of the verbs of contact.

A rule marked `limitable` does not hold where the words set a limit (es_limits.py): *no me llamen
en la mañana* asks for another hour, not for silence. A `negatable` one does not hold behind a
*no*: *no dejen de llamarme*.
"""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

_CLITIC = "[me|nos|le|les|lo|la|los|se_me|aqui|ya|mas|usted|ustedes|por_favor|otra_vez|de_nuevo]*"

RULES = (
    Rule(
        "opt_out.no_call",
        Intent.OPT_OUT,
        (
            f"no|nunca|jamas|ni|tampoco {_CLITIC} <call> !<no_call>|cipote|cipotes|nino|nina|"
            "ninos|"
            "a_la|a_los|chucho|al_perro",
            f"no|nunca|jamas|ni|tampoco|que_no {_CLITIC} <send> "
            "[mas|otra_vez|ya|de_nuevo|nunca]* [mas|ningun|ninguna|otro|otra|esos|esas|estos|"
            "estas|sus|de_esos|tantos|ni_un]* <sent>",
            f"no|nunca|jamas|ni|tampoco|que_no {_CLITIC} <send> [mas|ya|por_favor|otra_vez|"
            "nunca]* $",
            f"no|nunca|jamas {_CLITIC} <again>|quiero|vayan|vaya {_CLITIC} [a|que_me|que]* "
            "<to_send>|<send> [mas|ya|otra_vez|ningun|otro|esos|esas|sus]* <sent>",
            f"no|nunca|jamas {_CLITIC} <again> {_CLITIC} a <to_send> [mas|ya]* $",
            "no|nunca|jamas me|nos [ya]* <again> a hablar|decir_nada",
            f"no|nunca|jamas|ni {_CLITIC} [vayan_a|vaya_a|vayas_a]* <again> {_CLITIC} a "
            "[estar|estarme|andar|querer|intentar]* <to_call>|<calling>",
            f"no|nunca|jamas|ni {_CLITIC} <again> {_CLITIC} a oir*|buscar",
            f"no|nunca|jamas {_CLITIC} vayan|vaya|vayas|ponga|pongan|<keep>|insista|insistan "
            f"{_CLITIC} [a|en|con]* <to_call>|<calling> !<no_call>",
            "no|nunca|ni se_le|se_les|te ocurra|ocurran|vaya_a_ocurrir [volver|seguir|otra_vez]* "
            "[a]* <to_call>|<calling>",
            "no|nunca|jamas|favor_de_no|evite|evitense|eviten|abstenganse_de|abstenerse_de|"
            "prohibido|prohibo|abstengase_de|les_prohibo ~para_no|prefiero_no|quiero_no|quise_no "
            "<ring> !de|con|la_oportunidad|mi_numero|a_nadie|un_ojo",
            "no|ya_no quiero|quieren|deseo|queremos|me_interesa|necesito|acepto|me_gusta|"
            "voy_a_permitir|autorizo|"
            f"permito|pedi que|a_que {_CLITIC} [<again>|a|<keep>|ustedes|usted|nadie]* "
            "<call>|<to_call>|<calling> !<no_call>",
            "que|para_que|pido_que [ya]* no|ya_no|nadie [me|nos|lo|la|de|ustedes|usted|alla|"
            "ahi|mas]* "
            "[<again>|a|<keep>]* <call>|<to_call>|<calling> !<no_call>",
            "no|nunca [me|nos]* [<again>|a]* sonar|suene [este|el|mi]* [telefono|celular]",
            "no|ya_no [quiero_que]* [me|nos]* hagan|haga|hagas mas|otra [de]* <a_call>",
            "no|ya_no|nada [quiero]* que [ya]* [no]* me|nos llegue|lleguen|caiga|caigan "
            "[nada|mas|otro|otra]*",
            "no|ya_no quiero|deseo que me|nos [<again>|a|sigan]* hablen|hable|hables|hablando|"
            "hablar "
            "!asi|mal|feo|en|de|con",
            "prohibo|prohibido|prohibimos [terminantemente]* que [me|nos|<again>|a]* <call>|"
            "<to_call>",
            "no|ni se moleste|molesten|molestes|tomen_la_molestia en|de [<again>|volver|seguir|"
            "a]* "
            "<to_call>|<calling>",
            "no me hable|hablen|hables mas|nunca|otra_vez|por_telefono",
            "no|ya_no hablen|hable|hables mas|nunca",
            "ya parenle|parele|parale|parela|parenla",
            "no|ya_no|ni [quiero_que|me|nos|le|les|a]* hagan|haga|hagas [mas|otra|de|esas|estas|"
            "sus|una]* <a_call>",
            "no|nunca|ni tiene|tienen|tenes|tienes|doy|di|dimos|damos|hay|he_dado|cuentan_con|"
            "cuenta_con [ningun|ninguna|mi|nuestro|ya|el|por|su]* permiso|autorizacion|derecho|"
            "consentimiento|que [para|de|a|ya|que]* [<again>|estar|andar|seguir|a]* "
            "<to_call>|<calling>|<call>",
            "no|ya_no [vuelvan_a|vuelva_a]* <call> [a|al|la|el|mi|mis|esta|este|ese|esa|en|aqui|"
            "ahi|mas|su|nuestro|nuestra]* [*] nunca|jamas|nunca_mas|para_nada $",
            "en|la lista de_no_llamar|de_no_molestar|no_llamar",
            "pongan|pongame|ponganme|poner|en no_llamar|no_molestar",
        ),
        unless=(
            "no vaya_a|vayan_a|baya ser que",
            "no [me|nos|vaya_a|vayan_a|vayas_a|se_olvide_de|se_olviden_de]* "
            "dejen|deje|dejes|dejar de <to_call>|<calling>|buscarme|avisarme",
        ),
        limitable=True,
    ),
    Rule(
        "opt_out.stop_calling",
        Intent.OPT_OUT,
        (
            "~lo|la|les dejese|dejense|dejate|deje|dejen|deja|dejes|dejame|dejeme|dejenme|"
            "dejaran|dejara|"
            "dejenos|dejennos|dejar|dejad|pare|paren|"
            "para|cesen|cese|termine|terminen|basta|suspendan|suspenda|eviten|evite ya|de|con "
            "[ya|de|con|estar|andar|una_vez|estarme|estarnos|seguir|estarle|tanto|tanta]* "
            "<to_call>|<calling>|<to_send>|joder|llamada|llamadera|mensaje|llamadas|mensajes|"
            "mandarme_cosas|hacerlo|hacer_eso|hacer_esto|"
            "molestadera !<no_call>",
            "deje|dejen|dejes|deja|pare|paren de <call_me> !<no_call>",
            "paren|pare|cese|cesen|parenle|parele|parale|suspendan|detengan|detenga|corten|corte|"
            "cortenla|cortela|cortala|cancelen|acaben|acabe|finalicen|frenen "
            "[ya|con|de|las|los|sus|esas|esos|tanta|tanto|estas|todas|todos|tantas]* "
            "llamadas|mensajes|<calling>|llamadera|molestadera|jodedera|comunicacion|contacto|"
            "llamada_de_ustedes",
            "corten|corte|suspendan|terminen|cancelen [la|toda|todo|cualquier|el|ya|su]+ "
            "comunicacion|contacto|llamadera [conmigo|con_nosotros]*",
            "quite|quiten|olvide|olvidese|olvidense|dejese|dejense [ya|eso|esa|la|lo|de|idea|"
            "mania|cosa|costumbre]+ de [estar|andar|volver_a|seguir]* <to_call>|<calling>",
        ),
        unless=("van|va [a]* dejar de <to_call> si|verdad|entonces|ahora",),
        limitable=True,
        negatable=True,
    ),
    Rule(
        "opt_out.no_more",
        Intent.OPT_OUT,
        (
            "no|ya_no [quiero|deseo|quiero_recibir|deseo_recibir|me|nos|mande|manden|envie|"
            "envien|acepto|queremos|recibir|necesito|quiero_que_me_manden|haya|hayan]* mas "
            "[de_sus|de_esas|de_esos|de_estos|de_estas|sus|estas|estos|esas|esos]* <a_call>",
            "no|ya_no quiero|deseo|queremos recibir|mas|sus|estas|estos|esas|esos|ni|"
            "que_me_lleguen|ver [mas|sus|estas|estos|esas|esos|ni_una|de_sus|una]* "
            "<a_call>|nada_de_ustedes|nada_mas_de_ustedes",
            "no|ya_no quiero|deseo recibir [mas]* informacion|comunicacion|promociones|publicidad",
            "no|ya_no quiero llamadas|mensajes|mensajitos|que_me_lleguen",
            "ni un|una|otro|otra mensaje|llamada mas",
            "cero|basta_de|ya_basta_de|suficientes llamadas|mensajes",
            "no|ya_no quiero|deseo|queremos|acepto [seguir|volver_a|mas|estar]* recibir|"
            "recibiendo "
            "[mas|sus|estas|estos|esas|esos|ninguna|ningun|de]* <a_call>",
            "no|ya_no quiero|deseo|queremos [seguir|volver_a|mas]* recibir|recibiendo esto|eso|"
            "nada|"
            "nada_de_esto|mas_de_esto|cosas",
            "siguen|sigue|insisten|insiste ... [ya|si_ya|que]* les|le dije|dijimos|he_dicho "
            "... no",
            "ultima llamada|ultimo_mensaje que",
            "no|nunca quiero [volver_a]* saber [nada|mas]* de <a_call>|su_gente",
            "haga|hagan|hacer|hace|haz|hagamos|hagase|haganse [de]* como|cuenta [si|que|yo|ya|"
            "este|numero|nosotros]* no_existo|no_existe|no_existimos|me_mori|estoy_muerto|"
            "numero_no|no_tengo|no_tuviera|no_me_conoce|no_me_conocen|nunca|no_vivo|no_estoy|"
            "no_contesto|me_morí",
            "[esto|eso|ya]* es [un|puro|ya]* acoso",
            "gustaria|quisiera|preferiria|prefiero|desearia|deseo|agradeceria|pido [ya|que]* "
            "no|dejar_de|ya_no [<again>|a|seguir|me|nos|volver_a]* recibir|recibiendo|lleguen|"
            "llegaran|entren [mas|estas|estos|esas|esos|sus|este_tipo_de|tantas|nada]* "
            "<a_call>|de_ustedes",
            "<a_call> [no|tampoco|ni]+ [quiero|nunca|mas|ya|acepto]+",
            "se acabaron|terminaron las|los llamadas|mensajes",
            "sin|ni mas llamadas|mensajes",
            "ya estuvo|basta|suficiente|estuvo_bueno [bueno|ya]* de|con [tanta|la|las|tantas|los|"
            "estas|"
            "sus|tanto]* llamad*|mensaje*|<to_call>|<to_harass>|joder",
            "harto|harta|hartos|cansado|cansada|aburrido|aburrida|coronilla .. llamad*|mensaj*|"
            "<to_call>",
            "no|nunca quiero [volver_a] saber [nada|mas]* de ustedes|esto",
            "no autorizo|doy_permiso|permito [a]* que usen|use|tengan|tenga|ocupen mi numero|"
            "telefono",
            "no se llama|escribe|marca|molesta [a|aqui]* mas|nunca|otra_vez",
            "no|ya_no|nada quiero [volver_a]* saber nada|mas [mas]* de ustedes|usted|esta_gente|"
            "esa_gente",
            "no|ya_no|nunca [quiero|me|nos|se]* [<again>|a]* contacto|contactarme",
            "no [los|lo|la|las|les]* quiero|quisiera [volver_a|volverlos_a]* "
            "oir|oirlos|oirles|escucharlos|verlos|escuchar [mas|nunca|otra_vez|ni|jamas]+ "
            "[mas|en_pintura|de_lejos]*",
            "no [los|lo|la|las]* quiero|quisiera volver_a|volverlos_a oir*|escuchar*|ver*",
            "me_niego|renuncio|me_opongo [rotundamente|ya]* a|en [seguir|volver_a|que|ya|mas|me|"
            "nos]* recibir|recibiendo|<call>|<to_call>|<calling>|contactado|contactada",
            "no [me|nos|lo|la|le|les]* pueden|deben|tienen_que|deberian [andar|estar|seguir|"
            "volver_a|ustedes]* <to_call>|<calling> !al|en|a_la|con|por|porque|que|hasta|sino|hoy|"
            "ahorita|ahora|manana|mas_tarde|despues|luego|otro|otra|un|el|los|de|antes",
            "no puede|podemos|podra [ya]* recibir [mas|sus|estas|este_tipo_de|ninguna]* <a_call> "
            "[mas|nunca|de_ustedes|nunca_mas|ya]+",
            "que mi|nuestro nombre|numero|telefono ya|no [no|me|nos]* aparezca|salga|este|figure|"
            "siga|quede",
            "ultima vez que [me|nos|les|le|los]* llaman|llama|contesto|marcan|escriben|escribe|"
            "vuelven|molestan|respondo",
        ),
        unless=(
            "~no|ni|mas escribame|escribanme|mandeme|mandenme",
            "~no|mas|nunca|tampoco quiero que me|nos <call> !mas|otra_vez|nunca",
        ),
    ),
    # nobody asks to be bothered: whoever says so has lost the way among the negations
    Rule(
        "opt_out.do_not_stop",
        Intent.OPT_OUT,
        ("no [me|nos|se|que|por_favor]* dejen|deje|dejes|paren|pare de [estar]* <pester>",),
        limitable=True,
        confidence=0.7,
    ),
    # asked when we may call; elsewhere *nunca* refuses what was offered
    Rule(
        "opt_out.at_no_time",
        Intent.OPT_OUT,
        ("^ [no|mire|ya|que|pues]* nunca|jamas [por_favor|ya|mas|oyo|de_la_vida]* nunca|jamas",),
        only=frozenset({Question.CALLBACK_TIME}),
    ),
    Rule(
        "opt_out.in_peace",
        Intent.OPT_OUT,
        (
            "dejenme|dejeme|dejame|dejen|deje|dejenos|dejennos|dejes|dejanos|dejan|deja|dejenla|"
            "dejela|dejala|dejenlo|dejelo|dejalo|dejenlos|dejelos|dejenlas|dejelas|dejarme|"
            "dejarnos|dejarla|dejarlo "
            "[en_paz_a|ya|de_una_vez]* en_paz|tranquilo|tranquila|tranquilos|tranquilas|quieto|"
            "quieta|quietos|vivir|descansar",
            "ya dejenme|dejeme|dejennos|dejenos|dejen $",
            "ya_basta|basta_ya $",
            "olvidenme|olvideme|olvidame|olvidennos $",
            "olvidense|olvidese|olvidate|olviden|olvide|olvides|olvidarse [ya]* "
            "de mi|nosotros|este_numero|mi_numero|este_telefono|llamarme|que_existo|mi_telefono",
            "pierdan|pierda|pierdanse|boten|bote|rompan|quemen mi|el|este numero|contacto",
            "~no pierdase|pierdanse|perderse|se_me_pierde|se_me_pierden|se_pierden|se_pierde|"
            "desaparezca|desaparezcan [ya|por_favor|de|este|aqui|mi|vida|numero|una_vez|un]* $",
            "^ [mejor|por_mi|pues|ya]* que se_olviden|se_olvide [ya]* [de]* [mi|nosotros|todo]* $",
            "ya sueltenme|suelteme|soltame|sueltennos",
            "se_me|me|nos quitan|quite|quiten|quita de_encima|del_camino",
            "que se_vayan|se_vaya|vayanse a <to_harass> a_otro lado|parte|numero",
            "no|ya_no [me|nos|le|que]* <harass> !a_la|al|a_los|cipote|cipotes|nino|nina|ninos|"
            "chucho",
            "dejen|deje|dejes|deja|dejaran|paren|pare|parar|cesen [ya]* de <to_harass>|"
            "<harassing>|"
            "fregar|estar_fregando",
            "no|ya_no [me|nos]* esten|este|estes|anden|ande|sigan|siga <calling>|con_eso|"
            "con_lo_mismo|fregando|jodiendo",
        ),
        unless=(
            "si|espero|ojala no|que_no le|les <harass>",
            "no .. <harass> que",
            "dejeme|dejenme tranquilo_pensarlo",
            "dejeme|dejenme|dejame tranquilo|tranquila un|ahorita|hoy|por_hoy|por_ahorita",
            "dejelo|dejalo|dejenlo vivir|descansar $",
            "no|ni [se|me|te|por_favor]* olvide|olviden|olvides|pierda|pierdan de|mi|el",
        ),
        limitable=True,
    ),
)
