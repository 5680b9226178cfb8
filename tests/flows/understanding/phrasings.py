"""A grammar of wishes for silence and of what only resembles them, for learning and for tests.

Frames are crossed with verbs, persons, objects and intensifiers; a fixed sample is drawn, so that
the same phrasings come out each time.
"""

import random
import re
from collections.abc import Iterator

_SEED = 3
_SLOT = re.compile(r"\{(\w+)\}")

_PARTS: dict[str, str] = {
    # usted, ustedes, tú and vos; the infinitive; the gerund; third persons
    "que": "llame llamen llames marque marquen escriba escriban moleste molesten contacte "
    "contacten busque busquen fastidien jodan textee hable_por_teléfono se_comuniquen hostiguen "
    "insistan timbren",
    "inf": "llamar marcar escribir molestar contactar buscar insistir hostigar fastidiar textear",
    "infme": "llamarme marcarme escribirme molestarme contactarme buscarme textearme hablarme "
    "mandarme_mensajes enviarme_cosas llamarnos molestarnos",
    "ger": "llamando marcando escribiendo molestando fastidiando buscando jodiendo insistiendo "
    "mandando_mensajes textando",
    "ind": "llaman marcan escriben molestan buscan hablan",
    "past": "llamaron marcaron escribieron buscaron contactaron mandaron_mensaje",
    "me": "me me me nos",
    "stop": "deje dejen dejá dejes pare paren ya_paren ya_deje ya_dejen basta terminen cesen",
    "again": "vuelva_a vuelvan_a vuelvas_a volvás_a",
    "keep": "siga sigan sigas esté estén ande anden",
    "off": "quite quiten saque saquen borre borren elimine eliminen retire retiren tache",
    "offme": "quíteme quítenme sáqueme sáquenme bórreme bórrenme elimíneme elimínenme táchenme "
    "desapúntenme",
    "offit": "quítelo quítenlo sáquelo sáquenlo bórrelo bórrenlo elimínenlo",
    "offinf": "quitar sacar borrar eliminar",
    "data": "mi_número mi_teléfono mi_contacto mis_datos mi_nombre este_número mi_información",
    "list": "la_lista su_lista esa_lista su_base_de_datos su_sistema sus_registros el_listado ahí "
    "esa_base sus_contactos",
    "msg": "llamadas mensajes llamada mensajes_de_texto correos publicidad notificaciones textos "
    "sus_llamadas sus_mensajes",
    "want": "quiero deseo queremos acepto necesito autorizo ocupo me_gusta",
    "ever": "más nunca nunca_más jamás otra_vez por_favor ya oyó ok de_una_vez",
    "before": "mire oiga no_gracias por_favor sí_soy_yo_pero ya_le_dije_que no_me_interesa "
    "señorita no ya a_mí le_repito",
    "block": "los_bloqueo los_voy_a_bloquear los_denuncio los_reporto lo_reporto_como_spam "
    "voy_a_la_policía les_pongo_una_denuncia los_voy_a_demandar los_meto_a_bloqueados "
    "llamo_a_mi_abogado",
    "if": "si_vuelven_a_llamar si_siguen_llamando si_me_llaman_otra_vez a_la_próxima "
    "la_próxima_vez si_insisten si_no_dejan_de_llamar otra_llamada_y",
    "when": "en_la_mañana de_noche los_domingos hoy ahorita tan_temprano tan_seguido "
    "a_esta_hora al_trabajo antes_de_las_ocho después_de_las_seis cuando_estoy_trabajando "
    "entre_semana en_horas_de_trabajo mientras_estoy_en_misa a_cada_rato al_mediodía el_lunes",
    "rather": "escríbame_mejor mejor_mándeme_un_mensaje llámeme_al_otro mejor_por_whatsapp "
    "llámeme_mañana yo_le_llamo mejor_mañana llámeme_en_la_tarde llame_al_otro_número "
    "solo_por_mensaje",
    "kin": "mi_mamá mi_esposo mi_hermano mi_hija mi_vecina mi_primo mi_papá",
    "but": "pero_yo_sí_quiero pero_a_mí_sí_me_interesa a_mí_llámeme pero_conmigo_no_hay_problema",
    "noti": "no_me_olviden no_pierdan_mi_número no_me_dejen_fuera no_me_cancelen "
    "no_me_quiten_el_cupo",
    "callme": "llamarme marcarme escribirme contactarme buscarme hablarme llamarnos avisarme "
    "mandarme_mensajes textearme",
    "call": "llamar marcar escribir contactar buscar insistir avisar",
    "pester": "molestar molestarme molestarnos fastidiar fastidiarme joder joderme hostigar "
    "fregar acosarme",
    "thing2": "problemas estudio clases deudas preguntas cursos compromisos trámites papeleo",
    "cop": "policía abogado fiscal",
    "her": "la lo les los",
    "permit": "permiso autorización derecho mi_permiso mi_autorización mi_consentimiento",
    "beg": "le_ruego le_suplico le_pido les_pido le_exijo les_ordeno le_agradecería "
    "hágame_el_favor_de tenga_la_bondad_de sea_tan_amable_de con_todo_respeto",
    "halt": "corten cancelen suspendan terminen acaben finalicen detengan frenen",
    "asif": "hagan_de_cuenta_que haga_de_cuenta_que haga_como_que hagan_como_si",
    "dead": "no_existo no_tengo_teléfono nunca_me_llamaron me_morí no_me_conocen "
    "este_número_no_existe",
    "today": "hoy ahorita de_día en_la_mañana los_lunes al_mediodía este_mes",
    "curse": "a_la_mierda al_carajo al_diablo a_la_porra al_infierno",
    "who": "mi_abuela mi_mamá la_señora el_señor mi_hijo mi_papá esa_pobre_señora mi_esposo",
    "fed": "estoy_harta estoy_cansado ya_me_aburrí ya_no_aguanto me_tienen_hasta_la_coronilla "
    "ya_me_cansé",
    "oath": "hombre por_dios por_el_amor_de_dios jodido púchica muchá vos pues maje",
    "evil": "al_coyote a_los_mareros a_mi_patrón al_que_me_estafó a_la_empresa",
    "thing": "esa_duda el_año_que_dije lo_que_le_dije_antes el_viejo la_música el_número_viejo",
}
_SILENCE = (
    "{before} no {me} {que} {ever}", "no {me} {que} {ever}", "ya no {me} {que}",
    "nunca {me} {que}", "no {want} que {me} {que} {ever}", "no {me} {again} {inf} {ever}",
    "{before} no {want} que {me} {again} {inf}", "{stop} de {infme}", "{stop} de estar {ger}",
    "{before} {stop} de {infme}", "no {me} {keep} {ger}", "no {keep} {ger} {ever}",
    "no {want} que {me} {keep} {ger}", "ni {me} {que} ni {me} {que}", "no {want} {msg}",
    "no {want} más {msg}", "{before} no {want} recibir {msg}", "ya no {want} {msg}",
    "no más {msg}", "basta de {msg}", "{stop} con {msg}", "ni {msg} ni {msg}",
    "no {me} manden {msg}", "no {me} envíen más {msg}", "{off} {data}", "{off} {data} de {list}",
    "{offme} de {list}", "{before} {offme}", "{data} {offit} de {list}", "pueden {offinf} {data}",
    "quiero que {me} {off} de {list}", "no quiero estar en {list}",
    "no quiero aparecer en {list}", "no autorizo que usen {data}",
    "no tienen permiso de usar {data}", "no usen {data} {ever}", "no guarden {data}", "{block}",
    "{if} {block}", "{block} {if}", "{before} {block}", "déjenme en paz {ever}",
    "que {me} dejen en paz", "déjenos tranquilos", "olvídense de {data}",
    "por qué {me} {ind} tanto ya dije que no {me} {que}", "estoy harto de que {me} {que}",
    "me tienen cansada con {msg}", "esta es la última vez que {me} {ind}",
    "favor no {inf} {ever}", "favor de no {again} {inf}", "les prohíbo que {me} {que}",
    "le agradecería no {inf} {ever}", "preferiría que no {me} {que}", "no tienen por qué {infme}",
    "pierdan {data}", "{kin} no quiere que lo {que} más", "a esta casa no {que} {ever}",
    "a este número no {again} {inf}", "cuándo van a dejar de {inf}", "pueden dejar de {infme}",
    "no deseo ser contactado {ever}", "quiero darme de baja de {list}",
    "no {want} nada de ustedes", "esto es acoso {stop} de {inf}",
    "no dejen de {pester}", "no dejen de {pester} {oath}", "no tienen {permit} para {infme}",
    "no les doy {permit} de {infme}", "retiro {permit}",
    "quién les dio {permit} de {infme}", "{beg} no {infme} {ever}", "{beg} que no {me} {que}",
    "{beg} no {again} {inf}", "{halt} las {msg}", "{halt} con sus {msg}",
    "{halt} la comunicación conmigo", "{asif} {dead}", "{asif} {dead} {ever}",
    "ni {today} ni {today} ni nunca", "no {me} {que} ni {today} ni {today} ni nunca",
    "ningún día quiero que {me} {que}", "a ninguna hora {me} {que}", "váyanse {curse} y no {que}",
    "{curse} con sus {msg}", "no {her} {que} a {who}", "a {who} ya no {her} {que}",
    "{who} no quiere que {her} {que}", "dice {who} que ya no {her} {que}",
    "dejen en paz a {who}", "déjenla tranquila a {who}", "déjenlo en paz {ever}",
    "no le hagan más llamadas a {who}", "no {me} hagan {msg} {ever}", "{fed} de sus {msg}",
    "{fed} ya no {me} {que}", "{fed} de que {me} {ind}", "{fed} {stop} de {inf}",
    "{oath} ya no {me} {que}", "ya no {me} {que} {oath}", "{stop} de {inf} {oath}",
    "que sea la última vez que {me} {ind}", "espero que sea la última vez que {me} {ind}",
    "cuántas veces les digo que no {me} {que}", "ya les dije que no {me} {que} {ever}",
    "qué parte de no {me} {que} no entienden", "no entienden que no quiero {msg}",
    "cómo hago para que no {me} {que}", "cómo hago para salirme de {list}",
    "me pueden {offinf} de {list}", "puede {offinf} {data} de {list}", "quiero salirme de {list}",
    "me gustaría ya no recibir {msg}", "preferiría no recibir más {msg}",
    "quisiera que dejaran de {infme}", "ojalá ya no {me} {que}", "ojalá dejaran de {infme}",
    "sí soy yo y ya no {me} {que}", "sí con ella habla pero no quiero que {me} {que}",
    "no soy yo y no {again} {inf}", "aquí no vive y no {que} {ever}",
    "número equivocado no {que} {ever}",
    "no está y no queremos que {que}", "no gracias y no {me} {again} {inf}",
    "no me interesa y {off} {data}", "no le digo mi edad y no {me} {que} {ever}",
    "ninguno solo quiero que {stop} de {infme}", "no {want} que {me} {que} ningún día",
    "no me haga bloquearlo", "no me obliguen a {block}", "si no {stop} de {inf} {block}",
    "conmigo no cuenten y no {me} {que}", "no {want} tratos con ustedes",
    "no {me} {que} ni {me} {que} {oath}", "me niego a que {me} {que}",
    "me niego a recibir {msg}", "no {me} pueden {inf}", "{kin} no puede recibir {msg} nunca",
    "que mi nombre ya no aparezca en {list}", "que se vayan a {pester} a otro lado",
    "anote que no quiero {msg}", "ponga ahí que no {me} {que}", "apunte que {who} no quiere {msg}",
    "solicito la eliminación de {data}", "pido que supriman {data}", "no compartan ni usen {data}",
    "cambio de número si {me} {ind}", "no {want} oír sus {msg} {ever}",
    "no se comuniquen conmigo {ever}", "{before} cero {msg}", "por qué no {me} dejan en paz",
)  # fmt: skip
_INNOCENT = (
    "no {me} {que} {when}", "{when} no {me} {que}", "no {me} {que} {when} {rather}",
    "no {me} {que} {rather}", "{before} no {want} que {me} {que} {when}",
    "no {me} {keep} {ger} {when}", "{stop} de {infme} {when}", "no {me} manden {msg} {rather}",
    "no dejen de {callme}", "no deje de {call}", "por favor no dejen de {callme}",
    "no se olviden de {infme}", "no {me} {off} de {list}", "no {off} {data}", "no {me} {off}",
    "no {off} {data} que sí quiero", "{noti}", "{noti} por favor", "nunca {me} {past}",
    "no {me} {past} {ever}", "por qué no {me} {past}", "nadie {me} {past}",
    "pensé que no {me} iban a {inf}", "ya no {me} {past}", "{kin} no quiere que lo {que} {but}",
    "{kin} les dijo que no {que} {but}", "{kin} los bloqueó {but}", "{kin} los denunció {but}",
    "la otra vez les dije que no {que} pero cambié de opinión", "no {que} a {kin} llámeme a mí",
    "no {que} a este número {rather}", "este número {offit} {rather}", "{off} {thing}",
    "{offme} {thing}", "no puedo {inf}", "no tengo saldo para {inf}", "no recibí {msg}",
    "no {me} llegan {msg}", "nunca recibí {msg}", "no hago {msg}", "voy a denunciar {evil}",
    "denuncié {evil}", "si es estafa {block} si no sí quiero", "casi los bloqueo {but}",
    "me bloquearon el teléfono", "fui a la policía por {evil}", "mi teléfono lo marcó como spam",
    "tengo bloqueadas las {msg}", "{me} {ind} a cada rato", "para qué {me} {ind}",
    "quién {me} {past}", "van a seguir {ger}", "no {me} molesta que {me} {que}",
    "no {want} {msg} {rather}", "sigan {ger} yo contesto", "vuelva a {infme} {when}",
    "{again} {inf} {when}", "dejé de trabajar", "quiero dejar de trabajar de noche",
    "déjeme ver {data}", "déjeme buscar {data}", "me deja pensarlo", "deje que hable con {kin}",
    "pare no le oigo", "no {want} hablar con una máquina", "no más preguntas",
    "ya basta de preguntas", "no {want} volver a irme nunca más", "nunca más vuelvo a irme",
    "no insisto {ever}", "no quiero dar {data}", "no doy {data}", "de dónde sacaron {data}",
    "quién les dio {data}", "qué van a hacer con {data}", "anote {data}",
    "cambié de número ya no tengo el otro", "no le voy a dar {data}", "perdí {data}",
    "se me olvidó {data}", "olvídelo", "no {want} nada", "no {want} participar {ever}",
    "ya no {want} eso", "ya dije que no", "no {want} curso", "no vuelvo a {inf} {when}",
    "yo no {past}", "con una llamada basta", "no hay de qué", "no gracias {ever}",
    "sáquenme de la pobreza", "quiero sacar el bachillerato", "nada más {when}",
    "me {ind} {evil}", "no {me} hable así", "no {me} pregunte eso", "no cuente conmigo {ever}",
    "{me} {past} y no contesté", "siempre {me} {ind}", "espero que {me} {que} {when}",
    "ojalá {me} {que} {ever}", "quiero que {me} {que}", "quiero que {me} {que} {when}",
    "que {me} {que} {kin}", "me van a dejar de {inf} si digo que no",
    "no {her} {que} a {who} {when}",
    "{who} no contesta {when} {her} {que} en la noche", "dejen que {who} conteste",
    "no tienen {permit} para trabajar", "no tengo {permit} de trabajo", "{halt} con la música",
    "se me corta la llamada", "haga de cuenta que ya estoy ahí", "haga como que le dije que sí",
    "ni {today} ni {today} puedo mejor el viernes", "{today} no puedo mejor mañana",
    "{fed} de no tener trabajo", "{fed} de la pobreza", "{oath} sí quiero", "{oath} quién habla",
    "{beg} que me ayude", "{beg} que {me} {que} {when}", "{beg} no me olviden",
    "qué parte no entendí", "sí que {me} {que}", "que {me} {que}", "claro que {me} {que}",
    "no me pida {data}", "no me pidan {data}", "que {me} {que} {when}",
    "sí {me} pueden {call}", "sí pueden {callme}",
    "claro que {me} pueden {call}", "pueden {callme} cuando quieran", "{me} pueden {call} {when}",
    "sí {me} puede {call}", "puede {callme} {when}", "trabajé de {cop}", "soy {cop}",
    "mi hijo es {cop}",
    "no {want} {msg} quiero que {me} {que}", "quiero que {me} {que} no {msg}",
    "por qué insisten tanto con {inf}", "por qué insisten en {inf}",
    "ya no más {thing2} para mí", "no quiero más {thing2}", "no quiero más {thing2} gracias",
    "basta de {thing2} quiero trabajo", "no quiero que {me} {off} de {list}",
    "ya {me} borraron una vez", "si no hay cupo no {me} {que}", "no {me} {que} por gusto",
    "cuántas veces tengo que ir", "cómo hago para inscribirme",
    "cómo hago para que {me} {que}", "quisiera que {me} {que} {when}", "ojalá no sea mentira",
    "sí soy yo pero no {me} {que} {when}", "no está {when} {her} {que} después",
    "no me interesa el curso el empleo sí", "ninguno de esos", "no {want} ningún curso",
    "no me haga reír", "no me obligue a decirle mi edad", "no {want} compromisos",
    "cambié de número anote el nuevo", "la última vez que {me} {past} no pude",
    "no me han {ever} llamado para nada",
    "nunca había recibido {msg}", "no tengo {permit} mi esposo decide", "no es molestia",
    "no molesta para nada", "no se moleste gracias", "no hace falta que {me} {que}",
)  # fmt: skip
_ENGLISH = {
    "v": "call text contact message bother email disturb",
    "g": "calling texting contacting messaging bothering emailing",
    "dont": "don't do_not never please_don't please_do_not",
    "again": "again anymore ever_again ok please at_all",
    "when": "in_the_morning at_night at_work on_sundays right_now today before_nine "
    "after_eight while_i'm_working so_early",
    "off": "remove delete take_off erase",
    "d": "my_number my_name my_info me",
    "roster": "your_list the_list your_database this_list your_system",
    "c": "calls texts messages phone_calls emails",
    "me": "me us",
    "kin": "my_mom my_wife my_brother",
}
_ENGLISH_SILENCE = (
    "{dont} {v} {me} {again}", "{dont} {v} {me}", "stop {g} {me} {again}", "quit {g} {me}",
    "i don't want you to {v} {me} {again}", "i told you not to {v} {me}", "no more {c}",
    "i don't want any more {c}", "{off} {d} from {roster}", "get me off {roster}",
    "take me off {roster}", "i want off {roster}", "leave {me} alone", "i will report you",
    "i'm going to report this number", "if you {v} {me} again i'll call the police", "lose {d}",
    "i'm blocking this number", "never {v} this number again", "i don't want to be contacted",
    "you need to stop {g} {me}", "i don't want your {c}", "no {c} please", "stop all {c}",
    "i do not consent to {c}", "forget {d}", "how do i get off {roster}", "you are blocked",
)  # fmt: skip
_ENGLISH_INNOCENT = (
    "{dont} {v} {me} {when}", "{dont} {v} {me} {when} please", "don't stop {g} {me}",
    "please don't stop {g}", "don't take me off {roster}", "please don't remove me from {roster}",
    "did you take me off {roster}", "why did you stop {g} {me}", "nobody ever {v}s me",
    "don't {v} {kin} {v} me", "don't {v} me {v} {kin}", "i didn't get your {c}",
    "i don't want you to stop {g}", "i thought it was spam but yes", "i can't take {c} at work",
    "i don't get many {c}", "stop talking so fast", "sorry i missed your {c}",
    "why are you {g} {me}", "don't {v} this number use my other one", "i'd rather you {v} {me}",
    "i never got {c}", "{kin} said not to {v} but i'm ok", "where did you get {d}",
    "stop i can't hear you",
    "yes {v} me please", "please {v} me", "yes please {v} me", "you can {v} me", "{v} me please",
    "yes you can {v} me", "{v} me {when}", "please {v} me {when}", "just {v} me", "sure {v} me",
    "i want you to {v} me", "can you {v} me {when}",
)  # fmt: skip


def silence(most: int = 40) -> Iterator[str]:
    """Wishes for silence, up to `most` of each frame."""
    yield from _drawn(_SILENCE, _PARTS, most)
    yield from _drawn(_ENGLISH_SILENCE, _ENGLISH, most)


def innocent(most: int = 40) -> Iterator[str]:
    """What only resembles them."""
    yield from _drawn(_INNOCENT, _PARTS, most)
    yield from _drawn(_ENGLISH_INNOCENT, _ENGLISH, most)


def _drawn(frames: tuple[str, ...], parts: dict[str, str], most: int) -> Iterator[str]:
    chance = random.Random(_SEED)
    for frame in frames:
        drawn = (
            _SLOT.sub(lambda slot: chance.choice(parts[slot[1]].split()), frame)
            for _ in range(most)
        )
        yield from (text.replace("_", " ") for text in dict.fromkeys(drawn))
