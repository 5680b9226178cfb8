"""Take me off: the wish to be removed, the keywords of text messages, the threat to report."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

_THREAT = (
    "denuncia|denuncio|denunciarlos|denunciar|denuncias|policia|bloqueo|bloqueados|bloqueado|"
    "bloquearlos|bloquear|bloqueare|demanda|demando|demandar|reporto|reportar|reportarlos|"
    "reportados|fiscalia|abogado|dpi|denunciare|reportare|denunciados|conatel|numero_bloqueado|"
    "derechos_humanos|posta|reporte|queja"
)

RULES = (
    Rule(
        "opt_out.remove",
        Intent.OPT_OUT,
        (
            "<remove_me> .. <list>|<number>",
            "<remove_me> !de_duda|de_dudas|de_una_duda|de_esta_duda|de_apuros|de_un_apuro|"
            "de_pobre|de_la_pobreza|de_trabajar|de_esta_situacion|de_la_calle|de_deudas|el|la|los|"
            "las|un|una|mi|mis|tiempo|dinero|adelante|de_aqui_a|del_apuro|de_este|del_pais|"
            "de_la_casa|de_esta_pobreza|cita|de_la_miseria|de_la_central_de_riesgo|de_la_central|"
            "de_enfrente",
            "<remove_him> de [la|esa|su|sus|esta|ese|el]* <list>",
            "<number> ... .. <remove_him>",
            "~si|porque me borran|quitan|sacan|eliminan|borra|quita|saca|elimina|borras|quitas|"
            "sacas "
            "[ya|por_favor]* de|del [la|su|esa|esta|el|ese]* <list>",
            "no|nunca [me]* <again> a ocupar|usar|utilizar|poner|apuntar [mi|este|el]* numero",
            "me [pueden|puede|podrian|podria|van_a|va_a|quieren|quiere|hagan_el_favor_de|"
            "hacen_el_favor_de|haga_el_favor_de|tienen_que|deben|hagan_favor_de]+ "
            "sacar|quitar|borrar|eliminar|remover|tachar de|del|ya",
            "<remove_it> [ya|mejor]* [mi|mis|este|el|nuestro|ese|todos_mis|mi_nombre_y]* <number>",
            "<remove_it> ... de|del [la|su|sus|esa|ese|esta|este|el|todas|todas_las|todos]* "
            "lista|listas|base|registro|registros|sistema|bases|listado|base_de_datos|listados",
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
            "cancelar|cancelen|cancele|cancelo|anular|anulen [mi|la|esta|este|el]* "
            "suscripcion|registro|inscripcion|mensajes|llamadas",
            "desuscrib*|dessuscrib*|desinscrib*|desafili*|unsubscribe",
            "quiero|solicito|pido que me borren|saquen|eliminen|quiten|tachen "
            "!de_esta_pobreza|de_la_pobreza|una_duda|de_una_duda|de_dudas|de_esta_duda|una_cita|"
            "el|un",
        ),
        unless=("llameme|llamenme|escribame|escribanme|marqueme|mandeme|yo_le_llamo",
                "llame|llamen|marque|marquen al|a_mi otro|numero|numero_nuevo",
                "<number> <remove_him> mejor|solo",
                "<remove_me> lo_que|esa|este|ese que|duda|dato|ano",
                "<remove_me> lo_que le|les|te",
                "me borraron|quitaron|sacaron|eliminaron", "no [me|nos]* quiten|borren|saquen|"
                "eliminen de|del|ahi", "numero|telefono|ese viejo|anterior|de_antes|equivocado",
                "numero|ese [que]* ya_no lo|la|me|esta|es uso|tengo|sirve|ocupo|mio",
                "apunte|anote|apunten|anoten|ponga|pongan|use|guarde [mejor]* el|este|otro|mi "
                "nuevo|otro|este|numero"),
        negatable=True,
    ),
    Rule(
        "opt_out.keyword",
        Intent.OPT_OUT,
        (
            "^ stop|stpo|stp|sotp|estop|baja|alto|parar|pare|paren|salir|salirme|cancelar|"
            "cancelen|cancele|basta|fin|"
            "borrar|"
            "borrarme|eliminar|desuscribir|desuscribirme|remover|quitar|bloquear|bloqueados|"
            "bloqueado|no_mas|ya_no_mas|ya_no|detente|"
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
            "voy|vamos [a|tener_que|poner]+ bloquear*|denunciar*|demandar*|reportar*|"
            "denuncia|demanda|queja "
            "!al_coyote|al_patron|al_que|al_hombre|a_mi|a_los_mareros|a_los_coyotes|a_un",
            "~se los|lo|la|las|le|les|te|este_numero|ya_los|me_los bloqueo|bloquee|bloquie|"
            "bloqueare|"
            "denuncio|denunciare|demando|demandare|"
            "reporto|reportare|reporte|voy_a_reportar|estoy_bloqueando|estoy_reportando|"
            "tengo_bloqueados|tengo_bloqueado|echo_la_policia|echo_a_la_policia",
            "los|lo|la|las|les|le|numero|telefono [voy_a|vamos_a|tengo_que]* "
            "meto|meter|mando|mandar|pongo|poner|caigo|caer|paso|pasar|doy|dar|llevo|mandare "
            "[a|con|en|la|el|los|una|un|las|mi|lista|numeros|mis|de|contactos]* "
            f"{_THREAT}|negra|lista_negra",
            "poner|pongo|ponerle|ponerles|pondre|meto|meter|interponer [una|la|esta]* denuncia|"
            "demanda|queja",
            "pasar|dar|paso|doy|entregar [este|su|el|ese]* numero a|con [la|mi]* "
            "policia|dpi|fiscalia|abogado",
            f"si [me|nos|ustedes|usted|le|les|la|lo]* [<again>|siguen|sigue|vuelven|vuelve|"
            f"insisten|insiste|llaman|llama|molestan|escriben|marcan|otra_vez]+ ... .. {_THREAT}",
            f"{_THREAT}|investigue|investiguen ... si [me|nos]* <again>|siguen|sigue|vuelven|"
            "vuelve|"
            "insisten|llaman|marcan|escriben|molestan",
            "ya|yo|ahorita|ahora_mismo|mejor [mismo|este|les|los]* "
            "bloqueo|bloquie|reporto|denuncio|reportare|bloqueare [este|el|a|su|ese|numero]*",
            "^ [ya|spam|estafa]* reportado|reportados|bloqueado|bloqueados|denunciado|denunciados "
            "[spam|por|ya|estafa]* $",
            "~estoy|me|telefono|celular|esta|estan|fui|fuimos|soy|tienen "
            "bloqueados|bloqueado|reportados|denunciados $",
            "bloquear|reportar|denunciar [a]* este|su|ese|el|estos numero|telefono|numeros|"
            "contacto",
            "reportado|reportados|denunciado|denunciados a|en|con|ante [la]* conatel|policia|"
            "fiscalia",
            "spam|estafa|acoso reportado|reportados|bloqueado|bloqueados",
            "a la proxima [vez|llamada|que]* .. <call>|bloqueo|denuncio|reporto|bloqueados|"
            "denunciados|denuncia|policia",
            "llamo|llamar|aviso|avisar|voy a la policia !que",
            "a [la] policia|dpi|fiscalia los|lo|les|le|voy|reporto",
            "reportado|reportados|reportare|reportandolos|bloqueandolos|bloqueados|bloqueado "
            "como|por|x [spam|estafa|estafadores|acoso]",
            "bloqueen|bloquee|bloqueame|bloqueenme|bloqueeme|desactiven|bloquea [este|mi|ya|el]* "
            "numero|telefono|contacto",
            "bloqueenme|bloqueeme|bloqueame",
            "no me|nos [haga|hagan|hagas|obligue|obliguen|obligues|vea|ponga|pongan]+ [a|que|"
            "obligado|obligada|tener_que]* [lo|los|la|le]* bloquear*|denunciar*|reportar*|"
            "demandar*|bloquee|denuncie|reporte|demande|poner_queja|poner_la_denuncia",
            "numero|numeros|contacto bloqueado|bloqueados|reportado",
            "bloqueado|bloqueados|bloqueada|reportado|reportados va|van|vas|quedan|queda [a]* "
            "[quedar]*",
            "dedo|boton|punto|listo|lista|ganas|hora en|de|para|por bloquear*|denunciar*|"
            "reportar*",
            "quedan|queda|estan bloqueados|bloqueado|reportados|denunciados|denunciado",
            "reporto|reportar|reportare|denuncio|denuncia|denuncian [por|como|a|al]* spam|acoso|"
            "conatel|numero|estafa",
        ),
        unless=(
            "casi los|lo|la|les",
            "si es|fuera|fuese estafa|fraude|mentira ... si_no|sino|pero",
            "<relative> [ya]* los|lo|les|la denuncio|bloqueo|reporto",
            "denunciar*|demandar* a la_empresa !de_ustedes|suya",
            "me|nos asaltaron|robaron",
            "me|lo|a_mi reportaron|bloquearon",
            "telefono .. bloqueado",
            "ya|fui_a puse|pusimos|poner la|una denuncia",
        ),
    ),
)  # fmt: skip
