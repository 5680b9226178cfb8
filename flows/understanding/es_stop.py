"""Never contact me again: what asks for silence, removal, or threatens to report.

A rule marked `limitable` does not hold where the words set a limit (es_limits.py): *no me llamen
en la mañana* asks for another hour, not for silence.
"""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

_KEEP_ME = (
    "no|ni|nunca [me|nos|vaya_a|vayan_a|vayas_a]* <remove>|<remove_me>|quitarme|borrarme|sacarme|"
    "eliminarme",
    "me borraron|quitaron|sacaron|eliminaron",
)
_CLITIC = "[me|nos|le|les|lo|la|los|se_me|aqui|ya|mas]*"

RULES = (
    Rule(
        "opt_out.no_call",
        Intent.OPT_OUT,
        (
            f"no|nunca|jamas|ni|tampoco {_CLITIC} <call> !<no_call>",
            f"no|nunca|jamas|ni {_CLITIC} <again> {_CLITIC} a <to_call>|oir*|buscar",
            f"no|nunca|jamas {_CLITIC} vayan|vaya|vayas|ponga|pongan|<keep> {_CLITIC} [a]* "
            "<to_call>|<calling> !<no_call>",
            "no|nunca|jamas|favor_de_no|evite|evitense|eviten|abstenganse_de|abstenerse_de|"
            "prohibido|prohibo|abstengase_de ~para_no|prefiero_no|quiero_no|quise_no <ring> "
            "!de|con|la_oportunidad|mi_numero|a_nadie",
            "no|ya_no quiero|quieren|deseo|queremos|me_interesa|necesito|acepto|me_gusta|"
            "voy_a_permitir|autorizo|"
            f"permito que|a_que {_CLITIC} [<again>|a|<keep>]* <call>|<to_call>|<calling> "
            "!<no_call>",
            "que|para_que no|ya_no|nadie [me|nos|lo|la]* [<again>|a|<keep>]* "
            "<call>|<to_call>|<calling> !<no_call>",
            "no me hable|hablen|hables mas|nunca|otra_vez|por_telefono",
            "no|ya_no hablen|hable|hables mas|nunca",
            "~me|lo|la|nos|les deje|dejen|deja|dejes|dejame|dejeme|dejenme|"
            "dejenos|dejennos|dejar|dejad|pare|paren|"
            "para|cesen|cese|termine|terminen|basta|suspendan|suspenda de [estar|andar|una_vez|"
            "estarme|estarnos|seguir|estarle]* <to_call>|<calling>|joder|tanta_llamada|"
            "tanto_mensaje|tantas_llamadas|mandarme_cosas !<no_call>",
            "ya parenle|parele|parale|parela|parenla",
            "paren|pare|cese|cesen|parenle|parele|parale|suspendan|detengan|detenga "
            "[ya|con|de|las|los|sus|esas|esos]* llamadas|mensajes|<calling>",
        ),
        unless=("^ [pero|y]* no|nunca dejen|deje|dejes de llamarme|buscarme|llamarnos|avisarme",),
        limitable=True,
    ),
    Rule(
        "opt_out.no_more",
        Intent.OPT_OUT,
        (
            "no|ya_no [quiero|deseo|quiero_recibir|deseo_recibir|me|nos|mande|manden|envie|"
            "envien|acepto|queremos|recibir|necesito|quiero_que_me_manden]* mas [de_sus|de_esas|"
            "de_esos|de_estos|de_estas|sus|estas|estos|esas|esos]* <a_call>",
            "no|ya_no quiero|deseo|queremos recibir|mas|sus|estas|estos|esas|esos|ni|"
            "que_me_lleguen [mas|sus|estas|estos|esas|esos|ni_una|de_sus|una]* <a_call>|"
            "nada_de_ustedes|nada_mas_de_ustedes",
            "no|ya_no quiero|deseo recibir [mas]* informacion|comunicacion|promociones|publicidad",
            "no|ya_no quiero llamadas|mensajes|mensajitos|que_me_lleguen",
            "ni un|una|otro|otra mensaje|llamada mas",
            "cero|basta_de|ya_basta_de|suficientes llamadas|mensajes",
            "no|ya_no quiero [volver_a] saber nada [mas] de ustedes|usted|esta_gente|esa_gente",
            "no|ya_no|nunca [quiero|me|nos|se]* [<again>|a]* contacto|contacten|contactarme",
            "no [los|lo|la|las]* quiero|quisiera volver_a|volverlos_a oir*|escuchar*|ver*",
            "ultima vez que [me|nos|les|le|los]* llaman|llama|contesto|marcan|escriben|escribe|"
            "vuelven|molestan",
        ),
    ),
    Rule(
        "opt_out.in_peace",
        Intent.OPT_OUT,
        (
            "dejenme|dejeme|dejame|dejen|deje|dejenos|dejennos|dejes|dejanos|dejan|deja "
            "[en_paz_a|ya|de_una_vez]* en_paz|tranquilo|tranquila|tranquilos|quieto|vivir",
            "ya dejenme|dejeme|dejennos|dejenos|dejen $",
            "ya_basta|basta_ya $",
            "olvidense|olvidese|olvidate de mi|nosotros|este_numero|mi_numero|este_telefono|"
            "llamarme",
            "pierdan|pierda|pierdanse mi|el|este numero",
            "no|ya_no [me|nos|le]* <harass>",
            "no|ya_no [me|nos]* esten|este|estes|anden|ande|sigan|siga <calling>|con_eso|"
            "con_lo_mismo|fregando|jodiendo",
        ),
        unless=(
            "si|espero|ojala no|que_no le|les <harass>",
            "no .. <harass> que",
            "dejeme|dejenme tranquilo_pensarlo",
        ),
        limitable=True,
    ),
    Rule(
        "opt_out.remove",
        Intent.OPT_OUT,
        (
            "<remove_me> .. <list>|<number>",
            "<remove_him> de [la|esa|su|sus|esta|ese|el]* <list>",
            "<remove_me> [ya|mejor|pues|rapido|de_una_vez]* $",
            "<remove_me> de ahi|alli|una_vez|su|sus|esa|ese|la|el|todo|todas",
            "<remove_it> [ya|mejor]* [mi|mis|este|el|nuestro|ese|todos_mis|mi_nombre_y]* <number>",
            "<remove_it> .. de|del [la|su|sus|esa|ese|esta|este|el|todas|todas_las|todos]* "
            "lista|listas|base|registro|registros|sistema|bases|listado|base_de_datos",
            "den|de|deme|denme|dar|darme|dame|dan|denos|dele|darle|doy|darnos|dese|me_den|me_de|"
            "me_doy|quiero|solicito|pido|"
            "quiero_la|pido_la|solicito_la|quiero_darme de baja",
            "darme|deme|denme|dame|quiero|solicito|pido|quiero_la|solicito_la|pido_la baja",
            "^ [por_favor] baja [ya|ya_mismo|definitiva|total|de_todo|mi_numero|a_mi_numero]* $",
            "quiero|quisiera|como|puedo|deseo [hago_para|me|puedo]* salir|salirme de|del [esta|"
            "esa|la|este|el|su]* "
            "lista|grupo|programa|sistema|registro|base",
            "me salgo de|del [esta|esa|la|este|el|su]* lista|grupo|sistema|base",
            "salirme de la|esta|esa|su lista",
            "cancelar|cancelen|cancele|cancelo|anular [mi|la|esta|este|el]* suscripcion|registro|"
            "inscripcion|mensajes|llamadas",
            "desuscribir*|desuscrib*|dessuscribir*|desinscribir*|desafiliar*|desafilien*",
        ),
        unless=_KEEP_ME,
    ),
    Rule(
        "opt_out.keyword",
        Intent.OPT_OUT,
        (
            "^ stop|baja|alto|parar|pare|paren|salir|salirme|cancelar|cancelen|cancele|basta|fin|"
            "borrar|"
            "borrarme|eliminar|desuscribir|desuscribirme|remover|quitar|bloquear|bloqueados|"
            "bloqueado|no_mas|ya_no_mas|ya_no|"
            "no_molestar|detener|detenganse|detengase|darse_de_baja|darme_de_baja|suscripcion_no|"
            "stop_all|stopall|end|quit|"
            "unsubscribe|revoke|optout|opt_out|alto_ya|basta_ya|anular|baja_ya|remove|cancel|"
            "alto_a_los_mensajes|parar_ya "
            "[ya|mensajes|llamadas|los_mensajes|las_llamadas|todo|stop|baja|alto|salir|por_favor|"
            "pues]* $",
        ),
        unless=("^ ya_no [ya|pues]* $", "^ fin $"),
    ),
    Rule(
        "opt_out.threat",
        Intent.OPT_OUT,
        (
            "voy|vamos a bloquear*|denunciar*|demandar*|reportar*",
            "~se los|lo|la|las|le|les|te|este_numero|ya_los|me_los bloqueo|bloquee|bloquie|"
            "bloqueare|"
            "denuncio|denunciare|demando|demandare|"
            "reporto|reportare|reporte|voy_a_reportar|estoy_bloqueando|estoy_reportando|"
            "tengo_bloqueados|tengo_bloqueado|echo_la_policia",
            "poner|pongo|ponerle|ponerles|pondre|meto|meter|interponer [una|la|esta]* denuncia|"
            "demanda|queja",
            "llamo|llamar|aviso|avisar|voy a la policia !que",
            "a [la] policia|dpi|fiscalia los|lo|les|le|voy|reporto",
            "reportado|reportados|reportare|reportandolos|bloqueandolos|bloqueados|bloqueado "
            "como|por|x [spam|estafa|estafadores|acoso]",
            "bloqueen|bloquee|bloqueame|bloqueenme|bloqueeme|desactiven|bloquea [este|mi|ya|el]* "
            "numero|telefono|contacto",
            "bloqueenme|bloqueeme|bloqueame",
            "numero|numeros|contacto bloqueado|bloqueados|reportado",
            "quedan|queda|estan bloqueados|bloqueado|reportados|denunciados|denunciado",
            "reporto|reportar|reportare|denuncio|denuncia|denuncian [por|como|a|al]* spam|acoso|"
            "conatel|numero|estafa",
        ),
        unless=(
            "me|nos asaltaron|robaron",
            "me|lo|a_mi reportaron|bloquearon",
            "telefono .. bloqueado",
        ),
    ),
)
