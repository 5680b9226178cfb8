"""Another time: busy now, will think about it, call me tomorrow."""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

_NOT_CALLBACK = frozenset(Question) - {Question.CALLBACK_TIME}
_BUSY_TOO = frozenset({Question.IDENTITY, Question.BIRTH_YEAR, Question.YES_NO, Question.HANDOVER})

RULES = (
    Rule(
        "later.call_me",
        Intent.LATER,
        (
            "<call_me> [usted|ustedes|mejor|por_favor|me|a_mi|por_fa|si_puede|pues|entonces|vos|"
            "nuevamente|otra_vez|de_nuevo|si_quiere|mejor_ya|como|eso_si|aqui|solo]* "
            "mas_tarde|despues|luego|al_rato|al_ratito|en_un_rato|en_otro_momento|otro_dia|"
            "otro_rato|otra_hora|en_otra_ocasion|mas_tardecito|mas_noche|mas_ratito|"
            "en|a|el|la|los|manana|pasado|tipo|hoy|por|cuando|hasta|dentro|como|antes|otro|otra|"
            "mañana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|tomorrow|esta|entre|"
            "temprano|tempranito|si_puede_manana",
            "mejor <call_me> .. manana|despues|luego",
        ),
        unless=(
            "no [me|nos|lo|le]* llame|llamen|marque|marquen|escriba|escriban $",
            "<call_me> por|en [mi|nuestra|su|otro]* ingles|garifuna|miskito|espanol|lengua|idioma",
            "<call_me> mas $",
            "nadie|nunca [me|nos|lo|le]* [ha|han]* vuelve|vuelven|llama|llaman|volvio|volvieron",
            "me llama|llamas|hablas|habla de donde|parte|que",
            "de donde|parte me|de|que|nos llama|llaman|marca|habla|escribe",
            "quien|para_que|que|por_que me|nos|va_a|le|es [que|el_que|a]* llama|llaman|llamar|"
            "habla|escribe|busca|marca",
            "<call_me> la atencion",
        ),
        only=_NOT_CALLBACK,
        negatable=True,
    ),
    Rule(
        "later.busy",
        Intent.LATER,
        (
            "ahorita|ahora|hoy|por_el_momento|en_este_momento|de_momento|por_ahora|orita|"
            "en_estos_momentos|justo_ahora [mismo|si|yo|le|la_verdad|es_que|pero|mire]* no [le|"
            "lo|los|la|me|te|yo|se]* "
            "puedo|tengo_tiempo|es_buen_momento|podria|voy_a_poder|estoy_disponible|puedo_hablar|"
            "tengo_chance|me_queda|estoy_en_casa|hay_tiempo|estoy_para|tengo_lugar|tengo_como",
            "no [le|lo|te|se|los|la|me]* puedo|puede|podemos|podria|tengo|voy_a_poder|ando "
            "[hablar|atender|contestar|platicar|atenderle|atenderlo|hablarle|tiempo|contestarle|"
            "hablarte|atenderte|contestarte|decidir|decidirme|atenderla|responder|responderle|"
            "conversar]* "
            "ahorita|ahora|en_este_momento|hoy|por_ahora|por_el_momento|de_momento|"
            "en_estos_momentos|todavia|aun",
            "no [le|lo|te|la|los|se]* puedo|podemos hablar|atender*|contestar*|platicar|hablarle|"
            "responder*|conversar|hablarte !con_maquinas|esa_pregunta|espanol|eso",
            "estoy|ando|voy|vengo|toy|estamos|me_agarra|me_encuentra|me_agarro|me_encuentro "
            "[ahorita|bien|un_poco|algo|muy|ahora|todavia|super|bastante|aqui|medio|demasiado]* "
            "ocupado|ocupada|ocupadito|ocupadita|ocupados|manejando|conduciendo|de_salida|"
            "saliendo|atendiendo|cocinando|comiendo|almorzando|desayunando|cenando|bañandome|"
            "lavando|apurado|apurada|"
            "corriendo|dormido|durmiendo|atareado|atareada|en_misa|en_el_culto|cuidando|"
            "dando_de_comer|cargando|descargando",
            "estoy|ando|voy|vengo|toy|me_agarra|me_encuentra|me_encuentro|entrando|entro|sigo|"
            "me_agarro [ahorita|aqui|todavia|ahora]* en|para|pa|a|de "
            "[la|el|un|una|mi|pleno|plena|media|medio|del|mero]* "
            "bus|trabajo|reunion|junta|entrevista|clase|clases|culto|misa|iglesia|hospital|"
            "seguro|mercado|banco|"
            "turno|velorio|entierro|carretera|calle|camino|moto|carro|almuerzo|clinica|consulta|"
            "cita|brete|chamba|taxi|milpa|monte|oficina|maquila|examen|rapidito|mandado|funeral|"
            "universidad|escuela|colegio|emergencia|vela|cumpleanos|compras|centro_de_salud|"
            "partido|juzgado|supermercado|ducha|bano|carrera|apuro|cola|fila|aeropuerto",
            "no es [un|el]* buen|mejor momento|hora|rato",
            "mal momento",
            "agarra|encontro|agarro|encuentra ocupado|ocupada|manejando|mal|en_mal",
            "espereme|esperame|aguanteme|deme|dame|regaleme|permitame|denme un|unos|tantito "
            "[momento|momentito|rato|ratito|segundo|minuto|chance|minutos|ratitito]",
            "un|unos momento|momentito|ratito|segundito|minutito|segundo|minuto por_favor $",
            "^ [un|solo|en_un]* momento|momentito|ratito|segundito|espere|esperese|espereme|"
            "permitame $",
        ),
        unless=(
            "puedo|podemos hablar con_maquinas|espanol|bien_espanol",
            "no puedo hablar [muy|bien|mucho]* espanol",
            "hablar|platicar [con] [una|un]* <person>|<machine>",
            "que me llama|llaman",
            "estoy en|para cualquier|trabajar|empezar|aprender",
            "no puedo|me oir|escuchar",
            "lunes|martes|miercoles|jueves|viernes|sabados|domingos que|porque|pues voy|ando|"
            "estoy|tengo",
        ),
        only=_NOT_CALLBACK,
    ),
    Rule(
        "later.working",
        Intent.LATER,
        (
            "estoy|ando|toy [ahorita|aqui|ahora|todavia]* trabajando|chambeando|laborando|"
            "de_turno",
            "ahorita|ahora|hoy trabajando|trabajo|toy_trabajando",
        ),
        only=_BUSY_TOO,
    ),
    Rule(
        "later.not_now",
        Intent.LATER,
        (
            "^ [no|si|pero|mejor|talvez|tal_vez|quiza|ahorita_no|hoy_no|pues|quizas]* mas_tarde|"
            "despues|luego|al_rato|al_ratito|otro_dia|en_otro_momento|otro_rato|mas_tardecito|"
            "en_un_rato|en_un_ratito|mas_adelante|mas_luego|en_otra_ocasion|otra_ocasion|"
            "al_ratito|hoy_no|despues_talvez|mas_rato|mas_al_rato|otra_vez_sera|despues_mejor|"
            "en_unos_dias|dentro_de_unos_dias|"
            "mas_noche|en_la_otra|para_despues|luego_hablamos|despues_hablamos [mejor|por_favor|"
            "quizas|talvez|tal_vez|hablamos|si|le_aviso|me_llama|le_digo|sera|puede_ser|"
            "gracias]* $",
            "mejor|pero|talvez|tal_vez|puede_ser|seria|quiza|hablamos|nos_hablamos|platicamos|"
            "lo_vemos|vemos [si|ya|me|que|en]* "
            "mas_tarde|despues|luego|al_rato|al_ratito|otro_dia|en_otro_momento|otro_rato|"
            "mas_tardecito|en_un_rato|mas_adelante|en_otra_ocasion|otra_semana|la_otra_semana|"
            "la_proxima_semana|"
            "el_otro_mes|el_proximo_mes|el_mes_que_viene|la_semana_que_viene",
            "mas_tarde|despues|luego|al_rato|otro_dia|mas_adelante|manana|ahora_mas_tarde|"
            "mas_tardecito|la_otra_semana|lunes|en_la_tarde|en_la_noche|mas_noche|al_ratito|"
            "otro_rato|al_mediodia "
            "[si|me|le|los|nos|yo|mejor|les|lo|te|ya|la|en_la_tarde|en_la_manana|temprano|"
            "en_la_noche|con_calma|si_dios_quiere]* "
            "puedo|llama|llame|llamo|hablamos|contesto|digo|aviso|escribo|marco|atiendo|llamen|"
            "respondo|confirmo|resuelvo|comunico|vemos|platicamos|llaman|marque|doy|decido|"
            "escriba|llameme|marqueme|escribame|hablo|decidimos|mando|busco|puede_ser|podria",
            "mas_adelante|despues|luego|en_enero|otro_mes|otro_ano|mas_tarde|proximo_ano|"
            "otra_semana|el_otro_ano [tal_vez|talvez|quiza|si|puede_ser|a_lo_mejor]* si|tal_vez|"
            "talvez|quiza|puede_ser|vemos|a_lo_mejor|sera",
            "la|el|para|en|para_la|esta|para_el otra|proxima|proximo|otro|entrante semana|mes|ano",
            "semana|mes|ano que_viene|entrante|siguiente",
            "en|para|hasta enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre|"
            "noviembre|diciembre|navidad|semana_santa [tal_vez|talvez|quizas|puede|si|mejor]* $",
            "cuando [me|ya|tenga|este|pueda|salga|llegue|yo|se]* desocupe|desocupado|tiempo|"
            "libre|salga|llegue|chance|pueda|mejore",
            "otro dia|rato",
            "ahorita|hoy|ahora no pero mas_adelante|despues|luego|manana",
            "dentro de|en [unos|un|una|media|dos|tres|cinco|diez|quince|veinte|treinta|algunos|"
            "otra]* dias|ratito|rato|hora|horita|horas|minutos|meses|mes|semana|semanas",
            "todavia|aun no [puedo|estoy|me|he] [decid*|listo|lista|preparad*|pensado]*",
        ),
        unless=(
            "no ... ni despues|otro_dia",
            "hace|desde|llevo .. dias|meses|semanas|horas",
            "en un|una horas|hora_de",
            "despues de",
            "ya no puedo mas",
            "todavia|aun no se|estoy|entiendo|se_que",
            "la otra semana .. <abroad>",
        ),
        only=_NOT_CALLBACK,
    ),
    Rule(
        "later.vague",
        Intent.LATER,
        (
            "^ [mejor|pues|si|no|talvez|tal_vez|ahorita_no|hoy_no|puede_ser]* otro_dia|mas_tarde|"
            "despues|luego|al_rato|en_otro_momento|otro_rato|mas_adelante|"
            "la_otra_semana|la_proxima_semana|otra_semana|el_otro_mes|en_otra_ocasion|ahorita_no|"
            "hoy_no|al_ratito|otro_mes [mejor|por_favor|puede_ser|sera|si|llameme|me_llama]* $",
            "la|el|para otra|proxima|proximo|otro semana|mes|ano",
            "semana|mes que_viene|entrante",
            "otro dia",
        ),
        only=frozenset({Question.CALLBACK_TIME}),
    ),
    Rule(
        "later.think",
        Intent.LATER,
        (
            "pensar|pensarlo|pensarmelo|consultar|consultarlo|platicarlo|hablarlo|analizarlo|"
            "pensando|preguntarle|consultarle|meditarlo|conversarlo|comentarlo|comentarle|verlo|"
            "consultando|platicar|hablar|comentar|considerarlo [bien|primero|antes|con|a|mejor|y|"
            "un|todavia|eso|unos]* "
            "[mi|y|primero|mejor|la|un_rato|unos_dias|a_mi|con_mi|bien]* "
            "<relative>|familia|le_aviso|le_digo|bien|primero|unos_dias|un_poco|la_almohada|dios",
            "lo|dejeme|deje|dejame|me_lo|dejemelo|tengo_que|tendria_que|necesito|voy_a|quiero|"
            "dejeme_y|hay_que|debo|tendre_que [voy_a|que|lo|yo|primero|estoy|tengo_que]* "
            "pensar|pensarlo|pensarmelo|consultar|consultarlo|platicarlo|hablarlo|pensando|"
            "preguntarle|consultarle|analizarlo|meditarlo|ver_con|hablarlo_con|hablar_con_mi|"
            "preguntarle_a|decidir|conversarlo|comentarlo|pienso",
            "dejeme|dejame|deje|dejenme ver|revisar|hablar|preguntar|consultar|platicar|chequear|"
            "analizar|pensar|que_lo",
            "yo|ya|ahi|despues|luego|manana|cualquier_cosa|al_rato|cuando|yo_mejor|mejor_yo|"
            "si_me_decido|y [yo|luego|despues|manana|ahi|pueda|me_decida|sepa|mejor|si|los]* "
            "le|les|los|te aviso|llamo|digo|llamare|devuelvo_la_llamada|regreso_la_llamada|"
            "devuelvo|confirmo|marco|escribo|contacto|resuelvo|avisare|hablo|busco|cuento|"
            "mando_a_decir|mando",
            "todavia|aun no [le|les|lo|me|te|se|he|se_lo]* puedo|podria|decid*|sabria|"
            "tengo_claro|pensado [decir*|confirmar|bien]*",
            "ahorita|luego|despues|al_rato|mas_tarde|yo le|les|lo|la hablo|llamo|marco [yo]*",
            "le|les|te|los devuelvo_la_llamada|regreso_la_llamada|aviso|confirmo|avisare|"
            "llamo_yo|confirmare",
            "le|les|te resuelvo|digo|contesto|respondo|escribo|llamo luego|despues|manana|"
            "mas_tarde|al_rato|el|otro|en",
            "manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|rato|noche|tarde|semana "
            "[ya|yo|si|sin_falta]* le|les|te|los digo|aviso|resuelvo|contesto|confirmo|doy|mando|"
            "respondo|escribo|llamo",
            "hasta que [yo]* hable|consulte|pregunte|piense|platique|vea",
            "todavia|aun no me decido|he_decidido|se_si|lo_he_pensado|lo_se_bien",
            "todavia|aun no se .. le|les|los aviso|llamo|digo|confirmo",
            "^ todavia|aun no [se|lo_se]* $",
            "^ [pues|la_verdad]* no [lo]* se todavia|aun $",
            "hablamos|platicamos|nos_hablamos|nos_vemos manana|luego|despues|mas_tarde|al_rato|"
            "otro_dia",
        ),
        unless=(
            "no hay|tengo nada que pensar",
            "no lo|tengo_que|hay_que voy_a|que|tengo pensar*",
            "hoy_mismo|ya le_digo|les_digo|le_dije",
            "ya le|les digo|dije que|no",
            "le|les digo la|que|yo",
            "quien|que le|les digo",
            "yo le digo a|que",
        ),
    ),
)
