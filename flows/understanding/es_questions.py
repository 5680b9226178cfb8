"""Asks back: who calls, what it is about, what it costs, whether it is genuine."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

RULES = (
    Rule(
        "who.calls",
        Intent.WHO,
        (
            "quien|quienes !sabe es|me|habla|llama|llaman|son|eres|sos|seran|sera|me|le|les|lo|"
            "pregunta|escribe|esta|sois|nos|busca|hablan|era|fue|serian|seria|anda|puede_ser|va|"
            "dice|los|la|tiene|da|paga|organiza|manda|dan|lo_necesita|lo_busca|necesita|solicita",
            "con quien hablo|tengo|hablamos|estoy|platico|desea|se_comunica|me_comunico|es|"
            "quiere_hablar|trato",
            "de|por|desde|en parte de_quien",
            "de parte de_quien|quien",
            "de|desde donde|que_lugar|que_empresa|que_oficina|que_institucion|que_parte|que_pais|"
            "que_organizacion|que_numero|que_compania [es|son|me|nos|viene|sale]* [que]* [me|"
            "nos]* [llama|llaman|habla|hablan|es|son|escribe|escriben|marca|seria|viene|sacaron|"
            "saco|consiguieron|consiguio|tienen|tiene|van|va|usted|ustedes]*",
            "que|cual empresa|institucion|organizacion|oficina|programa|proyecto|ministerio|"
            "compania|gobierno|es_eso|es_esto|seria|grupo|ayuda|beneficio|cosa_es|iglesia|"
            "clase_de_programa|tipo_de_programa [es|son|me|seria|llama|ofrecen]*",
            "de|en|sobre que [se]* trata|consiste|es|seria|programa|hablan|habla|asunto|tema|"
            "proyecto|me_habla|ayuda",
            "en que consiste|consisten|me_van|me_ayudan|nos_ayudan|ayudan|beneficia",
            "para|y_para que [me_van|me_va|nos_van|me_llama|me_llaman|me_busca|me_buscan|"
            "me_quiere|me_quieren|me_ocupa|me_necesita|me_pregunta|me_habla|me_escribe|lo|la|es|"
            "seria|quiere|quieren|ocupa|ocupan|necesita|necesitan|sirve|llama|llaman|busca|"
            "buscan|le|mi|yo|soy|eso|desea|o|usted|los|sera|puedo|hay|son|tanta|tanto|"
            "exactamente|pregunta|preguntan|usan|dar|piden|pide|van]+",
            "^ [y|pero|ajá|si|no]* para|pa que $",
            "por_que|porque [me_llama|me_llaman|me_pregunta|me_preguntan|me_busca|me_buscan|"
            "me_quiere|"
            "me_escriben|me_habla|me_piden|me_pide|me_hablan|lo|la|quiere|quieren|llama|llaman|"
            "pregunta|preguntan|tanto|tengo|buscan|busca|nos|le|necesita|ocupa|tienen|"
            "tiene|piden|pide|quieren_saber|motivo]+",
            "^ [y|pero|eso|y_eso]* por_que|porque [eso|pues|asi]* $",
            "naci|eso .. por que",
            "que|y_que|k quiere|desea|quieren|busca|necesita|queria|quería|ocupa|deseaba|desean|"
            "es_lo_que|es_eso|es_esto|andan|ofrecen|ofrece|dan|beneficio|beneficios|ganan|gano|"
            "requisitos|hay_que|tengo_que|se_ocupa|se_necesita|se_le|piden|tipo|clase|era|hacen|"
            "significa|vende|venden|va_a [quiere|desea|conmigo|usted|ustedes|de_mi|hacer|ofrece|"
            "que|decir|es|llevar]*",
            "se le ofrece|ofrecia",
            "quien|quienes|como|donde [les|le|fue_que|es_que|se]* dio|dieron|consiguio|"
            "consiguieron|saco|sacaron|obtuvieron|tienen|tiene|obtuvo|agarro|agarraron|"
            "encontraron|saben|sabe|hallaron|supo|supieron|averiguaron|salio [ustedes|usted]* "
            "[mi|este|el|ese|esos|mis|quien_soy|que_yo]*",
            "como se|puedo_saber|compruebo|me_consta|se_yo|puedo_confiar|confirmo|verifico [yo]* "
            "que|si|es|no|eso",
            "es|esto|sera|no_sera|no_es|eso|esta|seria|son|esas|suena|parece|me_huele|me_parece|"
            "huele [esto|eso|no|una|alguna|un|a|puro|pura|como|mas_bien|de|acaso|otra|todo]* "
            "estafa|fraude|broma|mentira|extorsion|engano|cuento|trampa|robo|secuestro|timo|"
            "estafas|spam|virus|estafadores|ladrones|maras|mareros|phishing|falso|falsa|enganando",
            "estafa|fraude|extorsion|estafar|estafen|extorsionar|robarme|enganar|estafando|"
            "estafarme|robar|estafadores|extorsionadores|scam",
            "no sera|ira_a_ser|vaya_a_ser|va_a_ser|seran [que|esto|una|un|que_me]*",
            "es|sera|seran|son|esto|eso|si_es [de|cosa_de|por|parte_de]* [eso|esto|que|realmente|"
            "todo|algo|del]* verdad|cierto|real|seguro|confiable|legal|serio|legitimo|oficial|"
            "gobierno|migracion|migra|politica|politico|partido|alcaldia|sedesol|banco|iglesia|"
            "ong|onu|oim|cruz_roja|donde "
            "[eso|esto|o|lo|que|ese|esa|es|de]*",
            "cuanto|cuanta|cuantos cuesta|vale|cobran|cobrar|hay_que|sale|tengo_que|es|pagan|dura|"
            "tiempo|me|cobra|dan|piden|seria|va_a|costaria|gana|se|ganaria|duran|le|dinero|nos",
            "tiene|tendra|trae|hay|tengo|va_a_tener|lleva [algun|un|que|ningun|algo|a]* costo|"
            "precio|costos|pagar|dar_dinero|comprar|pisto",
            "~si es|sera|eso|esto|todo|seria|son|completamente [todo|eso|de|totalmente|100|esto]* "
            "gratis|gratuito|gratuita|pagado|cobrado|gratuitos",
            "pagan|cobran|cobra|regalan|dan [algo|por|dinero|pisto|viatico|viaticos|transporte|"
            "comida|eso|alguna|ayuda|diploma|certificado]*",
            "usted|ustedes|vos|eso|esto|esta|sos es|son|eres|sos [una|un|de|del|la|el]* [robot|"
            "maquina|grabacion|persona|gobierno|migracion|donde|policia|empresa|quien|real]+",
            "es [usted] [una|un]* grabacion|robot|maquina|persona_real|bot",
            "donde es|queda|quedan|estan|seria|va_a_ser|dan|se|darian|los_dan|tengo",
            "cuando empieza|empiezan|inicia|comienza|seria|es|son|comienzan|inician",
            "como es|seria|funciona|esta_eso|es_eso|esta_la_cosa|es_la_cosa|van_a [eso|"
            "la_cosa|esa_ayuda|ese|la|el|lo]*",
            "explique*|expliqueme|expliquenme|cuenteme|digame|informacion|mas_informacion|deme|"
            "quiero_saber|quisiera_saber|hableme|me_explica|me_puede_explicar|me_puede_decir|"
            "puede_explicarme|me_dice|quiero_mas [mas|bien|sobre|primero|de|un_poco|en|usted|"
            "para]* [informacion|que|quien|eso|de|como|donde|detalles]+ "
            "[informacion|que|quien|eso|de|como|donde|detalles|bien]*",
            "mas informacion|detalles|info|datos",
            "cual|que|cuales es|era|seria|son [el|la|los|las]* motivo|razon|objetivo|diferencia|"
            "asunto|interes|proposito|tema|requisitos|beneficio|beneficios|ayuda|fin|finalidad|"
            "cosa|proyecto|programa|nombre|idea|condicion|condiciones",
            "motivo|razon de esta|la|su|esa llamada|pregunta",
            "cobrar|cobrarme|cobrarnos|cobraran|vender|venderme|ofrecerme [algo|por|algun|dinero|"
            "pisto]*",
            "numero desconocido|raro|extrano",
            "[es|sera|no_sera|no_es]+ gancho|treta|truco|timo|maña",
            "para|pa sacarle|robarle|quitarle [a]* uno|dinero|la_gente|la",
            "depende de|para que|de_que|quien|que_sea",
            "desconfio|desconfianza|no_me_da_confianza|no_le_creo|no_les_creo|no_confio|"
            "no_le_creo_nada|no_les_creo_nada|"
            "no_creo_en|no_creo_que_sea_cierto",
            "identifiquese|presentese|su_nombre|como_se_llama_usted|cual_es_su_nombre",
            "expliqueme|expliquenme|explicame|me_explica primero|bien|eso|la|mejor|todo|cada|cual",
            "diferencia|diferencias entre|de|hay",
            "en|a|de|con|para que|cual|quien $",
            "cual|que [me|nos|le]* conviene|recomienda|aconseja|sugiere|sirve_mas",
            "que gano|ganaria|me_dan|me_van_a_dar|nos_dan|beneficios|me_ofrece",
            "quien va_a llamar|llamarme|me_va",
            "y|pero quien",
            "^ [y|pero|a_ver]* quien [pues]* $",
            "es|son usted|ustedes [de|del|un|una|la|el|los|quien|quienes|parte]+",
            "esto|eso que es|era|seria $",
            "esto|eso no es|sera [una|un|alguna|otra]+",
            "no|ni me|nos|lo|la|los|les [van|va|iran|ira]+ [a]* mandar|devolver|regresar|deportar|"
            "agarrar|detener|llevar|capturar|arrestar|meter|encerrar|perjudicar|afectar|reportar|"
            "entregar|quitar "
            "!trabajo|un_trabajo|el_cupo|el_mensaje|informacion|la_informacion|nada|de_la_lista",
            "no es|sera para deportar*|mandar*|agarrar*|devolver*|regresar*|capturar*",
        ),
        unless=(
            "hableme|llameme|marqueme|escribame como a|al|en|el|mañana",
            "quien sabe $",
            "quien sabe si|pues",
            "por que no",
        ),
    ),
)
