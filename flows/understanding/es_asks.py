"""Asks for somebody else to talk to: a person, or another language."""

from flows.understanding.heard import Intent
from flows.understanding.patterns import Rule

RULES = (
    Rule(
        "human.person",
        Intent.HUMAN,
        (
            "hablar|platicar|conversar|hable|comunicarme|comuniqueme|comunicame|comunique|"
            "comunicar|contactarme|paseme|pasame|pasarme|pasenme|pase|transfierame|transfiereme|"
            "transferir|"
            "paselo|conecteme|conectame|conectar|poneme|pongame|ponganme|comunicarse|atienda|"
            "atender|hablando|tratar|trato|comunicado|comuniquenme|me_pasa|me_pasas|me_comunica|"
            "me_comunicas|me_conecta|me_transfiere|hablo|hablarlo|platico|verlo|me_pone|"
            "paseme_mejor|pasarle|explicar|"
            "me_pase|me_pasen|me_puede_pasar|me_podria_pasar|me_comunique|llamada_de|entenderme|"
            "entiendo_mejor|me_entiendo "
            "[mejor|directamente|ya|de_una_vez|ahorita|mas_bien|por_favor|solo|primero|usted|"
            "antes|aqui|alla]* con|a|de|por|al [el|la|un|una|1|algun|alguna|los|su|otro|otra|unos|"
            "esa|ese|verdadera|mejor_con]* <person> "
            "!de_confianza|sobre_otra|que_no_sea|que_se_llama",
            "^ [mejor|prefiero|que|si|quiero_que]* me marca|llama|habla|atiende|marque|llame|"
            "hable|"
            "atienda una|un|alguna|algun persona|humano|agente|asesor|asesora|ser_humano",
            "<call_me>|llame|llamen|atienda|atiendan|hable|hablen|hablar|llamar|atender|explique|"
            "expliquen|expliqueme|contesta|conteste|contestar|ayude|explicar|diga|puede_llamar|"
            "llamarme|atienda|visite|ayudar|responda|oriente|marque|escriba|llama [mejor|"
            "mejor_que|de_verdad|me|solo|por_favor|directamente]* "
            "una|un|alguna|algun|alguien|la|el|otra|uno [de_sus|de_verdad|mejor]* <person>|"
            "ustedes",
            "me marca|marque|explique|expliquen|atienda|oriente|oriento|ayude|llame|diga|cuente "
            "[mejor|por_favor]* una|un|alguien|el|la <person>|de_ustedes",
            "[un|una|el|la] <person> me|que_me|para_que_me llame|explique|oriente|atienda|"
            "ayude|marque|"
            "diga|hable|expliquen|asesore",
            "alguien|una_persona|un_licenciado|una_licenciada [que]* venga|llegue|visite|pase|"
            "vengan a|para|hasta|aqui|hablar*|explicar*",
            "alguien [que|me]* [me|pueda|puede|si]* llame|hable|explique|atienda|ayude|atender|"
            "hablarme|explicar|explicarme|ayudar|atenderme",
            "alguien|uno|una|una_persona|gente|persona|personas|ser_humano|humano [que_sea]* "
            "de_verdad|real|de_carne|de_la_oficina|verdadera|verdadero|viva|vivo|fisica|en_vivo",
            "quiero|necesito|prefiero|deseo|quisiera|mejor|busco|deme|un|una|me_gustaria|1 "
            "[hablar_con|solo|mejor|que_sea|con]* [un|una|el|la|a]* <person> [por_favor|real|"
            "de_verdad|humana|mejor|si|aqui]* $",
            "^ [con|a|mejor|solo|un|una|el|la]* <person> [por_favor|de_verdad|real|humana|humano|"
            "mejor|y_no|si]* $",
            "no|ni|tampoco [me_gusta|quiero|voy_a|se|puedo|estoy|ando|pienso|yo|me_siento]* "
            "[comodo]* habl*|convers*|contest*|platic*|entiendo|respond*|trato|tratar|doy|dar "
            "[nada|datos|bien|yo|informacion|mis_datos]* con|a|por [una|un|las|los|la|el|esas|"
            "estas|esos|puras|esa|estos|ningun|ninguna]* <machine>",
            "con|a [una|un|las|los|esas|estas|puras]* <machine> no|ni|yo_no",
            "no|ni [a|con|por|es|de]* [una|un|la|el|esa|ese|esta|este|las|puras]* <machine> $",
            "a|con|por una|un|otra <person> [no_a|y_no|mejor|si]* [una|un|la|por]* [<machine>|"
            "telefono]",
            "<person> [que|para_que]+ me llame|hable|explique|atienda|ayude|llamen",
            "atienda|hable|llame|explique|ayude|llamen|llamara|oriente|atendiera|hablara alguien|"
            "una_persona|un_humano",
            "sea|es|fuera una|un|alguien <person> [quien|la_que|el_que|que]* [me]* llame|hable|"
            "atienda|explique",
            "pongame|poneme|ponganme|deme con|a|al alguien|<person>",
            "quien|alguien [me]* atiende|atienda|me_atienda [en_persona|personalmente]",
            "hay alguien|una_persona|algun_asesor|un_asesor|algun_humano [ahi|aqui|real|"
            "con_quien|que_me|alla]+",
            "en persona|personalmente [quiero|prefiero|mejor|me_gustaria]* $",
            "atencion personal|personalizada|humana",
            "hablar personalmente|en_persona|directamente_con",
            "prefiero|quiero|mejor|solo .. en persona|personalmente",
            "solo [se_los|se_lo|los|lo]* doy|digo|hablo .. <person>",
            "con|a su jefe|supervisor|encargado|superior",
            "me puede|puedo|podria|podrian|pueden atender|llamar|hablar|comunicar|ayudar [con]* "
            "una|un|alguien|algun|alguna <person>|aqui",
            "pas*|comuni* con|a|al [el|la|un|una|los|las|mejor]* <person>",
        ),
        unless=(
            "es|usted_es|hablo_con|estoy_hablando_con|esto_es una|un [persona|maquina|grabacion|"
            "robot|o]* o [una|un|una_persona|persona|es]* [grabacion|robot|maquina|persona|"
            "humano]",
            "no|ni quiero|quiere|necesito|deseo|puedo|me_interesa hablar con nadie|alguien|"
            "ninguna|ningun",
            "no hablo|quiero_hablar|necesito_hablar con nadie|desconocidos|extranos|gente",
            "equivoc*|no_conozco|no_lo_conozco|no_la_conozco|no_soy|no_es|esa persona",
            "no soy|es|conozco [a|el|la]* esa|ese|la|el|esta persona",
            "sin hablar con",
            "busque|busquen|busca [a]* otra|otro|otras|otros",
            "hable|hablen|habla|sepa|entienda [el|en]* garifuna|miskito|misquito|ingles|espanol",
            "habla|hablas|hablando con otra|otro persona",
            "nadie me hable|llame",
            "con quien hablo",
            "quien es|me atiende|contesta",
            "trabaj*|empleo|curso|aprender como|de|con [un|una|el]* asistente|operador|operadora|"
            "operario|agente|tecnico|supervisor|gerente|secretaria",
        ),
    ),
    Rule(
        "language.english",
        Intent.LANGUAGE,
        (
            "habla|hablan|hable|hablar|hablame|hableme|hablenme|hablas|puede|en|puedo|se_puede|"
            "me_hablan|me_habla|mejor|prefiero|solo|solamente|algo_de|hablo|hablamos|solo_hablo|"
            "solo_se|alguien_que_hable|tiene|tienen|entiendo [en|solo|mas|un_poco_de|el|alguien|"
            "mejor|que|me|por_favor]* ingles "
            "!no|y_quiero|y_busco|y_computacion|para",
            "^ [en] ingles $",
            "no [se|yo|le|puedo]* hablo|hablar|entiendo|entender|se|comprendo [muy|bien|mucho|el|"
            "casi|nada_de|hablar|tanto|ni_papa_de]* espanol|castellano",
            "espanol no [lo|muy|le]* entiendo|hablo|se|bien|bueno",
        ),
        unless=(
            "garifuna|garifona|garinagu|miskito|miskitu|misquito|miskita|mosquito|mosco|moskito|"
            "caribe",
            "no [hablo|entiendo|se|hablamos|le_entiendo|comprendo|hablan|hable|hablen|me_hable|"
            "me_hablen]* [el|en|al|nada_de|bien|mucho|muy_bien|muy]* ingles",
            "aprender|curso|clases|estudiar|clase|cursos|mejorar [de|un|el|mas|bien|a_hablar|"
            "sobre|para]* ingles",
            "en espanol",
            "hablo [espanol_e|bien|el|muy_bien|un_poco_de|algo_de]* ingles .. trabaj*|call|"
            "empleo|bilingue",
        ),
        value="en",
    ),
    Rule(
        "language.garifuna_asked",
        Intent.LANGUAGE,
        (
            "garifuna .. <call_me>|hable|hablen|lengua|idioma|habla|hablan",
            "hable*|habla* .. garifuna",
        ),
        value="cab",
    ),
    Rule(
        "language.miskito_asked",
        Intent.LANGUAGE,
        (
            "miskito|misquito .. <call_me>|hable|hablen|lengua|idioma|habla|hablan",
            "hable*|habla* .. miskito|misquito|miskitu",
        ),
        value="miq",
    ),
    Rule(
        "language.garifuna",
        Intent.LANGUAGE,
        (
            "garifuna|garifona|garinagu|garifunas|garifunaa|garifuno|garífuna",
            "buiti|buidi|mabuiga|mabuga|ninarun|aura|numa|nuguya|ibidiñeti|hamuga|busienti|"
            "busientina|seremein binafi|amidi|ranbaweyu|guñoun|garifuna|ragüñu|lidan|nadimureha|"
            "dimurei",
            "buiti|buidi binafi|rabounweyu|weyu|amuga",
        ),
        unless=(
            "soy|comunidad|pueblo|barrio|vivo|colonia|aldea|cultura|comida|clases_de|aprender|"
            "grupo|como|pan|comunidades [un|una|el|la|de|es|los|en|muy]* garifuna|garifunas .. "
            "en|de|sambo|trujillo|tornabe|la_ceiba|triunfo",
        ),
        value="cab",
    ),
    Rule(
        "language.miskito",
        Intent.LANGUAGE,
        (
            "miskito|miskitu|misquito|misquitu|misquita|miskita|moskito|misskito|mizkito|mískito|"
            "miskitos",
            "en|hablo|habla|mi|el|idioma|lengua mosco|mosquito",
            "yang|naksa|aisisna|tingki|nakisma|aisaia|yamni|apia|briska|wina|aisi|lika|dauki|"
            "takaskaia|yawan",
        ),
        unless=(
            "soy|comunidad|pueblo|vivo|colonia|aldea|cultura [un|una|el|la|de]* miskito|miskita|"
            "misquito .. en|de|y|pero",
            "en la|mi cultura",
        ),
        value="miq",
    ),
    Rule(
        "language.spanish",
        Intent.LANGUAGE,
        (
            "en|hableme|hablame|hablenme|hable|habla|hablar|hablen|solo|prefiero|mejor [solo|"
            "mejor|por_favor|el|me|hablo|en]* espanol|castellano !no",
            "no [hablo|entiendo|se|le_entiendo|comprendo|hablamos|hable|hablen|me_hable|"
            "me_hablen|me_hables|sabemos]* [el|en|al|nada_de|bien|mucho|muy_bien|muy]* ingles !y",
            "solo hablo|entiendo|se espanol",
        ),
        unless=(
            "no [hablo|entiendo|se|puedo|muy]* [muy|bien|mucho|hablar|el|casi]* espanol",
            "ingles en|mejor|si",
            "porque|el|mi espanol me|no|casi",
            "hablar|hablamos|hablan ingles !no",
            "en ingles no|y_no|mejor en|espanol",
            "garifuna|miskito|misquito|miskitu",
        ),
        value="es",
    ),
)
