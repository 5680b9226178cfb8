"""Recorded greetings, menus and automatic replies: nobody has answered."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

RULES = (
    Rule(
        "voicemail.recording",
        Intent.VOICEMAIL,
        (
            "deje|dejenos|deja|dejame|dejanos|dejeme|grabe|graba|dejar|grabar|dejen [aqui|"
            "por_favor]* su|tu|un|el|sus|una mensaje|recado|mensajes|nombre|datos|mensaje_de_voz|"
            "nota|mensajito",
            "despues|luego|al|a_partir del|de|escuchar|oir [la|el|escuchar|oir|del]* tono|senal|"
            "bip|beep|pitido|bipe",
            "contestador|contestadora|sistema|saludo|asistente|operadora automatico|automatica|"
            "virtual|automatizado|automatizada",
            "su|tu mensaje fue|ha_sido|a_sido|sera recibido|atendido|enviado|respondido",
            "le|te|les contestaremos|responderemos|atenderemos|contactaremos|devolveremos",
            "tecla numeral|gato|asterisco|almohadilla",
            "al terminar de grabar|hablar",
            "mensaje|saludo grabado|pregrabado",
            "el|este usuario|cliente|abonado|suscriptor no|se|esta !quiere|desea|acepta|autoriza",
            "buzon de_voz|de_mensajes|lleno|esta|de|personal",
            "casilla|correo de_voz|de_mensajes",
            "sistema|servicio correo_de_voz|de_mensajeria|de_buzon|mensajes_de_voz",
            "numero|telefono|cliente|abonado|usuario|linea|celular|suscriptor [al_que|que|"
            "al_cual] [usted|ud]* marco|marcado|marca|llama|llamo|desea|ha_marcado|intenta|"
            "solicita|solicitado|trata|llamado|esta_llamando|esta_marcando|a_marcado",
            "fuera de|del [el] area|cobertura|servicio",
            "fuera de servicio",
            "se ha|a comunicado|comunico con|al",
            "usted|ud se_ha|ha|a|se_a comunicado|llamado|se_comunico [con|a|al]*",
            "te|usted|se|ha|a comunicaste|comunico|has_comunicado|comunicado|as_comunicado con|"
            "al [el|la|los]* !una|alguien|mi",
            "ha|a|has llamado al|a buzon|telefono|numero|celular|la|el [de]*",
            "en este|estos momento|momentos [no] [te|le|nos|los|me]* [podemos|puedo|es_posible|"
            "encontramos|hay|se] .. atender|atenderle|atenderlo|contestar|contestarte|"
            "contestarle|responder|atenderla|disponible|ocupados|atenderte|contestarlo",
            "nuestros|los|todos agentes|ejecutivos|operadores|asesores|representantes [se|esta]* "
            "[encuentran|estan] ocupados",
            "su|tu llamada es [muy] importante|sera_atendida|esta_siendo",
            "marque|presione|oprima|pulse|digite|marca|presiona [el]* uno|dos|tres|cero|1|2|3|0|"
            "9|numero|extension|asterisco|gato|nueve",
            "si conoce|sabe [el|la|numero|de]* extension",
            "extension de|que|seguida|con [la|su]*",
            "gracias por llamar|comunicarse|su_llamada|contactarnos|comunicarte|contactar|"
            "escribirnos|su_mensaje|tu_mensaje|escribir|contactarte",
            "mensaje|respuesta automatico|automatica|automatizado|automatizada|predeterminado",
            "intente|intentelo|vuelva [a|llamar|intentar|intentarlo|de_nuevo|a_llamar|"
            "a_intentar]* mas_tarde|nuevamente|en_otro|otra_vez",
            "se encuentra|esta apagado|apagada|fuera|ocupado_intente|suspendido|desconectado|"
            "desactivado",
            "no se|esta encuentra|disponible disponible|intente|en_este_momento_intente",
            "no esta|se_encuentra|esta_disponible disponible|habilitado|asignado|en_servicio",
            "no existe|esta_asignado|esta_en_servicio $",
            "en breve|pronto|cuanto_antes|a_la_brevedad [le|te|me|nos|lo]* atenderemos|"
            "responderemos|contactaremos|comunicaremos|devolvere|atendere|comunicare|contestare|"
            "responderle|respondere|devolveremos",
            "te|le|les|lo|me|la devolvere|devolveremos|regresare|regresaremos|comunicare|llamare "
            "[tu|su|la]* llamada|contigo|lo_antes|cuanto_antes|en_cuanto|lo_mas",
            "lo mas|antes pronto|posible [le|te|me]* respondo|contesto|llamo|devuelvo|"
            "atenderemos|comunicare|llamare",
            "no puedo|podemos contestar|atender|responder|contestarte|atenderte [tu|su|la|el|"
            "en_este]* [llamada|telefono]* deja|deje|dejame|dejanos|graba|en_este_momento",
            "espere en la linea|el_tono",
            "permanezca|manténgase|mantengase|no_cuelgue en_la_linea|en_linea|su_llamada|"
            "y_espere|un_asesor",
            "horario|horarios de|es atencion|oficina|servicio|lunes",
            "bienvenido|bienvenidos|bienvenida a|al !casa",
            "saldo insuficiente|agotado",
            "esta linea|llamada sera|esta|puede_ser grabada|monitoreada",
            "el|la titular|cliente de_esta|no [linea] [se|esta]",
        ),
        unless=(
            "pero gracias por llamar|su_llamada|comunicarse",
            "no me|estoy|gracias interesa|interesad*|pero",
            "gusta|quiere|desea|si_quiere|si_gusta|le dejar|dejarle|deja|dejo",
            "dejeme|deme|mandeme|mandame un|el|su mensaje $",
            "esta apagado [el|su|mi]* telefono_de|cel_de",
        ),
    ),
    Rule(
        "voicemail.fragment",
        Intent.VOICEMAIL,
        (
            "la persona con|que .. no_se_encuentra|no_esta|no_puede",
            "no se encuentra|esta disponible",
            "fuera de cobertura|area",
            "telefono|numero|celular|linea [que|usted]* .. apagado|no_existe|desconectado|"
            "suspendido|temporalmente",
            "hola soy .. no puedo contestar|atender",
            "hola .. no puedo contestar|atender",
        ),
        unless=(
            "no|ya_no [me|nos]* <call>|<again>",
            "el|ella no se encuentra",
            "mi telefono",
            "es que",
        ),
    ),
)
