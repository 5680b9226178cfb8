"""The person has died, or has left the country again."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

_NOW = (
    "esta|estoy|anda|ando|vive|vivo|sta|ta|andan|estan|viven|sigue|radica|reside|trabaja|"
    "trabajando|quedo|encuentra|andamos|estamos|llego|queda|toy"
)

RULES = (
    Rule(
        "deceased.died",
        Intent.DECEASED,
        (
            "murio|fallecio|fallesio|fallecido|fallecida|finado|finada|difunto|difunta|murieron|"
            "fallecieron|mueto|murido !la_bateria|el_telefono|de_risa",
            "esta|estan|ta muerto|muerta",
            "ya|de|es muerto|muerta|fallecido|fallecida",
            "lo|la|le|me_lo|me_la|nos_lo|nos_la mataron|asesinaron|mato|asesino|enterramos|ahogo",
            "mataron|asesinaron a mi|el|ella|su|ese|la",
            "mi <relative> lo|la|me_lo mataron|asesinaron",
            "fue asesinado|asesinada|muerto",
            "lo|la|me_lo|me_la|nos_lo|los balearon|acribillaron|atropellaron|atropello|"
            "machetearon|ahorcaron|ejecutaron|acuchillaron|dejaron_sin_vida|perdimos|velamos",
            "dios|senor|diosito [ya|se|me|nos]* lo|la llevo|recogio|llamo_a_su|tenga|tiene|"
            "tenga_en_su",
            "dios lo|la tenga en",
            "ya no nos|me acompana",
            "se nos|me adelanto",
            "<third>|<relative> [ya]* descanso !un|de|ayer|hoy|bien",
            "tenga en su santa|gloria|reino|santo",
            "en paz descanse",
            "descansa en paz",
            "descanse en paz",
            "qepd|qdep|ocupa_en_paz",
            "paso|pasó a mejor|otra vida",
            "perdio la vida",
            "dejo de existir",
            "se nos fue al|con cielo|dios|el_senor|los_angeles",
            "esta|anda|fue|partio|encuentra|gozando|goza|ya en|con|al|a la|el|su presencia|cielo|"
            "senor|creador",
            "esta|partio|fue con dios|diosito|el_senor",
            "ya|el|ella no esta|existe con_nosotros|con_vida|en_este_mundo|entre_nosotros|vivo|"
            "viva",
            "no|nos|lo|la enterramos|velamos|sepultamos",
            "ya no existe [el|ella] [en_este_mundo]",
            "se quito la vida",
            "[el|ella|mi|hijo]* se [me|nos]* ahogo|mato|accidento|suicido|ahorco|colgo",
            "el|ella ya no vive $",
        ),
        unless=(
            "se_me|me murio|murieron !mi|el|la",
            "casi me matan",
            "quieren matar",
            "estoy|ando en un|el|la velorio|entierro|vela|funeral",
            "soy yo ... fallecio|murio|mataron",
            "me muero de",
            "murio mi <relative> ... llame*|marque*",
            "numero|telefono|celular|linea [ya]* no|ya_no existe",
        ),
    ),
    Rule(
        "away.went",
        Intent.AWAY,
        (
            "<go>|va|iba|va_de_camino|camino|salio|sale|voy|vino|vine|fui|regrese|viaje|agarro|"
            "volvi|vuelto|irse|ir|vamos|fuimos [otra_vez|de_nuevo|ya|nuevamente|a_trabajar|vivir|"
            "de_regreso|de_vuelta|mojado|siempre|solo|ilegal|ahora|caminando|en_enero|hace_dias|"
            "de|a_vivir]* "
            "para|pa|a|al|hacia|rumbo_a|por|para_alla|a_los|en|con_destino_a|pa_alla [los|el|la|"
            "alla|alla_a]* <abroad>",
            "se|me|nos <go>|fui|regrese|largue|fue|fueron|volvi_a_ir|vine|salio [otra_vez|"
            "de_nuevo|ya|nuevamente|ese_hombre]* mojado|mojada|mojados|ilegal|de_mojado|"
            "indocumentado|del_pais|de_honduras|con_coyote|con_el_coyote|"
            "con_un_coyote|en_caravana|en_la_caravana|al_extranjero|de_inmigrante|de_migrante",
            "se|me|nos volvio|volvi|volvieron|vuelto|vuelve a|a_a ir|viajar|migrar|emigrar|jalar|"
            "meter",
            "se|ya_se|me <go>|fui|fue|jalo|jale|vine otra|de|nuevamente [vez|nuevo] !a_vivir|"
            "al_trabajo|a_trabajar|a_la|a_trabajar_a|al|para_el_trabajo",
            "agarro|agarre|cogio|tomo|jalo [otra_vez|de_nuevo]* [el] camino|viaje [otra_vez|"
            "de_nuevo|para_el_norte]",
            "va|anda|iba|ya_va|esta|voy|estoy|ando de|en camino|viaje al|a|para|por|rumbo_al [el|"
            "los]* <abroad>",
            "en|con [la|una|esa|otra]* caravana",
            "me|nos|se voy|vamos|va [otra_vez|de_nuevo|ya|la|el|otra|proxima|semana|lunes|mes|"
            "entrante|que_viene|manana|pronto|en|unos|dias|este]* para|pa|al|hacia [el|los]* "
            "norte|otro_lado|gabacho|<abroad>",
            "emigro|migro|emigre|se_exilio|emigraron",
            "<go>|anda|esta|iba|va al|en_el|para_el|pal norte|otro_lado|gabacho !de_honduras|"
            "de_la_ciudad|de_san_pedro",
            "lo|la agarro|detuvo|tiene|tienen|detuvieron|agarraron [en] la_migra|"
            "detenido_en_mejico|inmigracion_de_mejico",
            "cruzo|paso|brinco la|el frontera|rio|bravo",
            "va|iba|fue|jalo|anda|agarro [ya|otra_vez]* para|pa|por arriba",
            "<go> [a]* irse|ir|ilegal|mojado|mojada|indocumentado",
            "irse|fue|fueron|ido|ir [otra_vez|de_nuevo]* ilegal|mojado|mojada|mojados",
            "llego|llegaron|llegue|entro|paso|pasaron|cayo|quedo|encuentra|preso|presa|detenido|"
            "detenida [ya|bien|otra_vez|alla|ahi]* a|en|por [los|el|la]* <abroad>",
            "va|anda|esta cruzando|pasando [la|por|el]* frontera|mejico|guatemala",
            "va|anda|ando por|cruzando <abroad>",
            "rumbo|camino|directo|viaje|llegando|saliendo|pasando|cruzando [a|al|hacia|para|"
            "por|el|"
            "la|los]+ norte|frontera|arriba|<abroad> !de_honduras",
            "desde|en|aca_en|aqui_en|alla_en <abroad> [me|le|ya|estoy|trabajando|viviendo]* "
            "vine|contesto|hablo|escribo|respondo|quede|trabajo|vivo|estoy|ando|me_vine",
            "me vine|vinimos|fui|vino|fue [otra_vez|de_nuevo|ya]* a|para|pa [trabajar|vivir|aca|"
            "alla|probar_suerte]* [a|en|para]* [los|el]* <abroad>",
        ),
        unless=(
            "me|nos|lo|la deportaron de",
            "quiero|quisiera|pienso|para|quiere|no_quiero|pensando|queria|ya_no_me|no_me_voy|"
            "no_voy|no_pienso_en irme|ir|regresar|volver|viajar",
            "por si me",
            "antes me|se fui|fue",
        ),
    ),
    Rule(
        "away.lives",
        Intent.AWAY,
        (
            f"{_NOW} [trabajando|viviendo|ahorita|ya|ahora|alla|otra_vez|de_nuevo|aqui|todavia|"
            "por|el|se|siempre|metido|metida|radicado|radicando|nuevamente|de_ilegal|"
            "actualmente|hoy]* "
            "en|por|alla_en|aqui_en|pa|para|alla_por|aca_en|de_vuelta_en|con_la_tia_en [el|los|"
            "la|las]* <abroad> !departamento|copan|cortes|olancho",
            "ya_no|no esta|vive|estoy|vivo|reside|se_encuentra|anda|ando|estamos|vivimos|radica|"
            "radico|se_encuentra_ya|estan|sta|ta [aqui|ya|el|ella|viviendo]* en honduras|el_pais|"
            "este_pais|mi_pais|nuestro_pais",
            "estoy|vive|vivo|ando|radica|resido|reside|trabaja|trabajo|encuentro fuera "
            "[del_pais|de_honduras|del_territorio]",
            "fuera del pais|de_honduras",
            "vive|esta|anda|radica|vivo|estoy|ando en [el] extranjero|otro_pais|europa",
            "me vine de|otra nuevo|vez",
            "ya estoy|esta de vuelta en|aca_en <abroad>",
        ),
        unless=(
            "y|pero|yo|mas yo si|estoy|vivo|aqui|no",
            "antes|cuando estaba|estuve|vivia",
            "estuvo|estuve|estaba|vivia|trabaje|trabajaba en <abroad> .. ya|pero|regrese",
            "vivo|estoy|ando en [la|el]* colonia|barrio|aldea|residencial|col",
            "mi <relative> esta|anda|vive en .. y|pero yo",
        ),
    ),
)
