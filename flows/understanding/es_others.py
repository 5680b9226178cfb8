"""Somebody else is on the line: a wrong number, or a relative who knows the person."""

from flows.understanding.heard import Intent, Question
from flows.understanding.patterns import Rule

_WRONG = (
    "equivocado|equivocada|ekibocado|equivocados|ekivocado|ekibokado|equibocado|equivocao|"
    "equivoco|equivocaron|equivocaste|equivocan|confundio|confundieron|equivoca|confunde|"
    "confunden|equivokaron|esta_confundiendo"
)

_NO_MISTAKE = (
    "no hay|tengo|existe|veo ningun|ninguna problema|inconveniente|clavo|pena|objecion",
    "no se|me ha|han|a equivocado [de|numero|usted|senor|senorita]* soy_yo|yo_soy|con_el|con_ella",
    "no se equivoco|equivoca|equivocaron|equivocaste|equivoque|esta_equivocado [de|"
    "numero|usted|senor|senorita|joven]* soy_yo|yo_soy|con_el|con_ella|si|el_habla|"
    "ella_habla|habla_con|aqui_estoy",
    "soy_yo|si|yo_soy no se equivoco|equivoca|esta_equivocado",
    "me equivoque",
    "no conozco ese|el|de|sobre|bien|mucho|nada_de|esa programa|eso|ese_programa|"
    "institucion|organizacion|lugar",
    "quien es [el|ella]* soy_yo",
    "no se quien es usted|me_llama|quien_habla|sos|son_ustedes|me_esta|esta_llamando|"
    "me_habla|llama",
    "no lo|los|la|las conozco a ustedes|usted",
    "no se quien es $ nunca",
)

RULES = (
    # behind the check, "está equivocado" speaks of the day or the town that we have understood
    Rule(
        "wrong_number.bare",
        Intent.WRONG_NUMBER,
        (
            "equivocado|equivocada|ekibocado|equivocados|ekivocado|ekibokado|equibocado|equivocao",
            "se|te|os equivoco|equivocaron|equivocaste|equivocan|confundio|confundieron|equivoca|"
            "confunde|confunden|equivokaron|esta_confundiendo",
            "aqui|aca|este|esta|ese|eso|este_numero no es [aqui] [ahi]* $",
            "aqui|aca no es|seria .. !asi|eso|cierto|verdad|seguro|posible",
            "no es aqui|aca [donde_llama|senor|usted]* !donde_vivo",
        ),
        unless=_NO_MISTAKE,
        only=frozenset({Question.IDENTITY, Question.BIRTH_YEAR}),
    ),
    Rule(
        "wrong_number.mistaken",
        Intent.WRONG_NUMBER,
        (
            "~no le|se erro|erraron|erre|erraste [al|de|el]* numero|telefono|marcar",
            "acá|aqui|aca|ya|este|ese|numero|telefono|linea [antes|ya|numero|telefono]* "
            "era|es|fue|pertenece|pertenecia [a|antes|ahora]* de|del|a otra|otro|un|una persona|"
            "senor|senora|dueno|muchacho|muchacha|alguien",
            "me lo|la|este_numero|numero dio|dieron|vendio|vendieron|asignaron|asigno|dieron_hace "
            "[hace_poco|nuevo|aqui|la|el|en|una|ayer]* "
            "compania|tigo|claro|empresa|tienda|hondutel|chip|hace",
            "no|ni [lo|la]* vive|hay|existe|esta|conocemos .. <nobody>",
            f"{_WRONG} [de|el|es|la|al|con|mi|su|este|llamando|marcando|marco|llamo|a]* "
            "numero|num|nro|telefono|celular|cel|persona|casa|numeracion|linea|llamada|marcar|"
            "marcado|llamado|mensaje|msj",
            f"numero|num|nro|telefono|celular|numeros|linea [muy|esta|es|queda|mal]* {_WRONG}",
            "esta|estan|usted_esta|anda marcando|llamando|hablando mal|equivocado|"
            "al_numero_que_no_es|a_otro_numero",
            "marco|marcaron|marcaste|llamo|llamaron mal|equivocado|a_otro_lado|otro_numero|"
            "a_otro_numero",
            "aqui|aca|en_esta_casa|en_este_numero|en_esta_direccion no vive|existe|hay|tenemos|"
            "esta|conocemos|trabaja|contesta|habla .. ningun|ninguna|nadie|nadie_con_ese|"
            "esa_persona|ese_senor|ese|esa|nadien|con_ese_nombre|el|ella|quien",
            "aqui|aca no vive|conocemos|existe|lo_conocemos|la_conocemos|lo_conocen",
            "no hay|existe|vive|tenemos|conozco|conocemos|se_de|conosco|se_quien_es [a|aqui|aca|"
            "yo|aqui_a|ninguna_persona|en_esta_casa]* ningun|ninguna|nadie|nadie_que|nadie_con|"
            "nadien|ese_nombre|nadie_llamado",
            "nadie [aqui|que]* [se_llama|con|de]* asi|ese_nombre|llamado|con_ese_nombre|se_llama",
            "aqui|aca nadie|ninguno|ninguna se_llama|vive|conoce|lo_conoce|la_conoce",
            "~que|numeros_que|gente_que no|ni|tampoco [lo|la|le|los]* conozco|conosco|"
            "conocemos|conoci|conocia|conosemos "
            "[yo|aqui|a|nadie|de_nada]* "
            "[<third>|nadie|el|ella|esa|ese|esa_gente|nada|ninguno|ningun|esa_persona|"
            "ese_nombre]*",
            "no|ni se [a|de|con]* quien|quien_sera|de_quien es|sea|era|me_habla|hablan|habla|"
            "sera [<third>|"
            "el|ella|ese|esa]*",
            "idea [de]* quien|de_quien [es|sea|habla]*",
            "no tengo idea de_quien|quien es|sea|habla|sera",
            "este|ese|el|mi|este_numero_de|esta|este_celular numero|telefono|chip|linea|celular "
            "... es [ya|ahora|solo]* mio|mia|nuestro|de_otra_persona|otro_dueno|de_otro",
            "este|ese|mi numero|telefono|chip|linea|celular [ya]* no es de|el_de|del_senor|"
            "de_esa_persona|de_el|de_ella|pertenece|le_pertenece|suyo",
            "este|ese|mi numero|telefono|chip|linea ya_no|no pertenece|le_pertenece|lo_tiene|"
            "lo_usa|es",
            "este|ese numero|telefono|chip|linea|celular era de|del [otra|otro|un|una]*",
            "no es|era [el|este|ese|su|mi|de]* [el]* numero de|telefono_de|de_el|de_ella|de_esa",
            "ya no|nunca tiene|usa|maneja|ocupa|utiliza|anda [el|ella|ya]* este|ese|el_mismo "
            "numero|telefono|chip|celular",
            "cambio|cambiaron|cambiado|vendio|perdio|regalo|boto [el|ella|ya]* [de|el|su|este|"
            "ese|la]* numero|chip|linea|sim",
            "compre|compro|adquiri|me_vendieron|me_dieron|me_asignaron|me_salio|saque|estrene|"
            "tengo_hace|acabo_de_comprar|lo_compre|me_toco [hace_poco|el|la|yo|ya|recien|ayer]* "
            "[este|esta|el|la|un]* "
            "chip|linea|numero|sim|telefono",
            "ese|esa|el|ella ya_no usa|tiene|ocupa este|ese numero|telefono|chip",
            "persona equivocada",
            "ya no es su|el|ese numero|telefono",
            "tiene|es_de|cambio_de|con otro|otra|nuevo dueno|duena|propietario",
            "nunca [lo|la|le]* he|hemos oido|escuchado [hablar]* de|a",
            "ese|ese_tal nombre no [me|lo|es]",
            "preguntan|preguntando|preguntaban|llaman|buscan por [el|ella|ese|esa|un|una|otro|"
            "otra]",
            "lo|la compre usado|usada|de_segunda|nuevo",
            "no es [ese|este]* el|mi numero|telefono|celular",
            "<third>|<third> no es de aqui|aca|esta_casa|esta_familia|este_barrio",
            "lo acabo|acabamos de comprar|sacar|activar|estrenar",
            "numero|chip|linea [es|esta]* nuevo|nueva",
            "no [lo|la|le]* hemos|he oido [mentar|hablar|nombrar|mencionar]*",
            "equivocaron de persona|numero",
            "no es|era [la|esa|ese|el]* persona|numero que|correcta|correcto|indicada [busca|"
            "buscan|marca|llama]*",
            "llamo|llama|marco|hablo a una|un|otra|otro|la|al ferreteria|pulperia|negocio|casa|"
            "lugar|numero|clinica|farmacia equivocad*",
            "esto|aqui|este es [el_numero_de]* una|un ferreteria|clinica|farmacia|negocio|"
            "restaurante|tienda|oficina|pulperia|taller|escuela|iglesia|hotel",
            "mala marcacion|marcada",
            "busque|buscan|busca a|en otra|otro persona|lado|numero que_yo|no_soy",
            "yo no soy [esa_persona|el|ella]* aqui_no|ni_lo_conozco|no_lo_conozco|se_equivoco",
        ),
        unless=_NO_MISTAKE,
    ),
    Rule(
        "not_here.absent",
        Intent.NOT_HERE,
        (
            "no|ni|nunca [se] encuentra|encontraba",
            "no esta|sta|ta|estaba|estan !mal|bien|malo|bueno|claro|interesad*|seguro|segura|"
            "correcto|correcta|en_mis|dentro|"
            "funcionando|de_acuerdo|cierto|verdad|facil|entrando|sirviendo|permitido|"
            "disponible_intente|maquina|grabadora|grabacion|cosa|hora|hablando|equivocado|"
            "equivocada|"
            "lejos|escrito|actualizado|asi|a_mi",
            "aqui|aca no anda|esta $",
            "no anda aqui|por_aqui|en_la_casa|el_telefono|telefono|celular|con_su|el_cel|"
            "el_celular",
            "[<third>|el|ella|mi|su]* <relative> [se|ya|hoy|que]* anda|esta|salio|trabaja|viene|"
            "duerme|viaja|vive|fue|no_esta|no_anda|no_vive|no_se|no_carga|no_puede|no_tiene|"
            "no_usa|no_maneja|andaba|regresa|"
            "vuelve|llega|sale",
            "el|ella|ese|esa [ahorita|ya|ahora|siempre|hoy|si|se|solo|todavia]* anda|salio|"
            "trabaja|viene|duerme|regresa|vuelve|vendra|llega|viaja|sale|descansa|andaba",
            "el|ella [ahorita|ahora|ya|todavia|hoy|solo|si|siempre]* esta|vive|ta !habla|"
            "hablando|al_habla|bien|muy_bonito|bueno",
            "se mudo|mudaron|traslado|traslado|fue_de_la_casa|fue_de_aqui|cambio_de_casa",
            "ya no vive|mora|reside|esta_viviendo|trabaja aqui|con|en|aca|conmigo|ahi|por_aqui|"
            "donde_mi",
            "no vive|mora conmigo|con_nosotros|en_esta_casa_el|aqui_el_vive|aqui_pero",
            "soy|habla|contesta|le_habla|le_contesta|hablando|contestando|con|le_responde|"
            "escribe|responde|le_escribe con [su|la|el|mi]* <relative>",
            "soy|es|era|habla|hablo|le_habla|contesta|soy_solo|le_contesta|le_escribe|"
            "le_responde|escribe|habla_con|hablas_con|esta_hablando_con|somos|yo [con]* su|la|el|"
            "los|las|un|una <relative> !soltera|soltero|de_familia|de_tres|de_dos|de_hogar|"
            "la_que_se|buscaba|que_anda",
            "es|era [de|el|del]* mi <relative> !la_que|que_quiere",
            "mi <relative> es la|el que|la_que|el_que|quien [usted|ustedes]* busca|buscan|llama|"
            "quiere|se_anoto",
            "acaba|acabo de salir|irse|dormirse|acostarse|ir",
            "tomar|tomo|tomarle|anoto|anotar [el|la|un|algun]* recado|razon|mensaje",
            "este es el|un telefono|numero|celular de mi|un|la|el <relative>",
            "telefono|numero|celular es de mi|el|ella [<relative>]",
            "yo [solo|nomas|solamente|nada_mas]* [le|les]* conteste|conteste_el|agarre|levante "
            "[el|su]* telefono|celular",
            "yo solo|nomas|solamente|nada_mas [le|les]* conteste|agarre|levante [la|esta]* "
            "[llamada]* $",
            "le|se_le|gusta|quiere|desea dejarle|dejar|dejo|doy|paso|dar [el|la|un|algun|una]* "
            "recado|razon|mensaje",
            "digaselo|digale|hablele|llamelo|llamela|marquele|preguntele|busquelo|busquela|"
            "llamenlo|llamenla|comuniquese a|con|al|en|despues|el|ella !otro|otra|otros|"
            "directamente [el|ella|mi|"
            "otro]*",
            "no soy|soy|yo_no_soy el|ella soy|habla [el|la|su|un|una]* <relative>",
            "esta|cayo|quedo|metido preso|detenido|internado|en_coma|hospitalizado|grave",
            "no puede|quiere [venir_al|contestar|hablar|atender|atenderle] ahorita [el|ella]",
            "anda sin|no_carga telefono|celular|senal",
            "dejo|olvido|presto|me_presto [el|su]* telefono|celular",
        ),
        unless=(
            "con ella|el misma|mismo",
            "si con el|ella !soy|habla_la|habla_el",
            "~no soy yo",
            "no <third> esta .. interes*",
            "con el|ella habla !la|el|su",
            "llamo|marco mas mi_hermano_para_que",
            "yo soy la|el misma|mismo|que_busca",
            "[si|claro] soy|yo_soy <third> soy",
            "el|la mismo|misma",
            "es mi <relative> y_quiero",
            "yo|a_mi no_quiero|no_me_interesa mi <relative> es",
        ),
    ),
    Rule(
        "not_here.out",
        Intent.NOT_HERE,
        (
            "se esta|anda bañando|cambiando|vistiendo|peinando|duchando|preparando|arreglando|"
            "levantando",
            "[<third>|se|ya|ahorita|ahora|todavia]* esta|anda|sta|ta dormido|dormida|durmiendo|"
            "trabajando|ocupado|ocupada|enfermo|enferma|internado|internada|bañandose|"
            "preso|presa|detenido|detenida|almorzando|comiendo|descansando|pescando|viajando|"
            "chapeando|lejos|de_viaje|de_gira|fuera|afuera|acostado|acostada",
            "~ahi anda [ahorita|hoy|el|ella|haciendo|todavia|trabajando|vendiendo]* en|por|"
            "para|pa|de|"
            "haciendo|comprando|vendiendo|trayendo|con|donde|alla|fuera|pescando|trabajando|"
            "jugando|manejando|cortando|aca",
            "salio|salido|salieron [a|al|de|para|por|ahorita|temprano|el|ella|un|desde|hace|con|"
            "y|ya|para_la|hoy]*",
            "esta en|con|donde|de|para|alla|por|alla_en|aqui_pero [el|la|su|un|una|otro]* "
            "trabajo|milpa|iglesia|hospital|casa|escuela|colegio|maquila|monte|mercado|campo|"
            "finca|"
            "bano|cuartel|presidio|carcel|turno|culto|misa|reunion|mandado|viaje|clases|pulperia|"
            "cama|universidad|su_casa|vecina|parcela|mar|montaña",
            "se fue|mudo|paso|cambio|movio|traslado [a|ya]* [vivir|trabajar|para|pa|a|de|con|"
            "donde|al|a_la]* [vivir|trabajar|a|para|en|la|el|su]* <home>|otra_casa|otro_barrio|"
            "otra_colonia|otra_ciudad|otro_lado_del_pais|la_montaña|trabajar|trabajo|"
            "el_trabajo|la_iglesia|un_mandado|otro_pueblo|otro_departamento|su_casa|su_mama|"
            "su_mujer|la_costa|la_finca|el_campo",
            "yo|si_quiere|ya|ahi|luego|yo_se_lo|yo_le|se_lo|le|cuando_venga le|digo|lo|la|se_lo|"
            "aviso|paso|doy|diga|comunico digo|paso|doy|comunico|aviso|doy_el_recado|el_recado|"
            "cuando_venga|cuando_vuelva|a_el|a_ella",
            "se lo|la [voy_a]* paso|pasar|comunico|llamo|paso_ahorita|pongo",
            "[ya|yo] le|ya_le voy_a decir|avisar|contar que|a",
            "cuando [el|ella]* venga|vuelva|regrese|llegue|salga_el",
            "viene|vuelve|regresa|llega|vendra|volvera [hasta|a|en|mas|como|al|por|de|el|ella|"
            "pronto|ahorita|despues|luego]* [la|las|el|tarde|noche|rato|seis|mediodia|trabajar]*",
            "lo|la|los tienen|tenemos|tuvieron|llevaron [ahorita|todavia|a]* internado|internada|"
            "hospitalizado|hospitalizada|ingresado|ingresada|preso|presa|detenido|detenida|"
            "encerrado|en_cama|al_hospital|en_el_hospital",
            "^ salio|no_esta|anda_trabajando|anda_fuera|esta_fuera|anda_lejos $",
        ),
        unless=(
            "~no soy yo",
            "con ella|el misma|mismo",
            "el|la mismo|misma",
            "si con el|ella",
            "una|un persona|agente|asesor|asesora .. se_lo digo",
        ),
        only=frozenset({Question.IDENTITY, Question.BIRTH_YEAR}),
    ),
    Rule(
        "not_here.presumed",
        Intent.NOT_HERE,
        (
            "esta <relative> [no]",
            "permitame|espere|esperese|aguarde .. lo|la|se_lo|se_la [voy_a]* paso|llamo|pasar|"
            "pasarlo|pasarla|llamar|comunico",
        ),
        only=frozenset({Question.IDENTITY}),
        confidence=0.8,
    ),
)
