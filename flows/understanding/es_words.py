"""Classes of Spanish words that the rules name: `<relative>`, `<calling>`, `<abroad>`…"""

from collections.abc import Callable

from flows.understanding import gazetteer
from flows.understanding.morphology import commands, every, gerunds, infinitives, orders

_CONTACT = (
    "llamar marcar escribir mandar enviar molestar contactar timbrar textear mensajear fastidiar "
    "hostigar acosar jorobar joder chingar incomodar buscar insistir telefonear repicar perseguir "
    "importunar estorbar perturbar asediar acechar atosigar agobiar atormentar puyar jeringar"
).split()
_HARASS = (
    "molestar fastidiar hostigar acosar jorobar joder chingar incomodar insistir fregar "
    "importunar "
    "estorbar perturbar asediar acechar atosigar agobiar atormentar puyar jeringar".split()
)
_NEUTRAL = "llamar marcar escribir mandar enviar contactar timbrar textear hablar buscar".split()
_POSTING = ("mandar", "enviar")  # they write to nobody unless something is sent
_SENDING = ("mandar", "enviar", "escribir")  # "mándelo otra vez" asks for the words again
_REMOVE = (
    "quitar borrar sacar eliminar tachar remover retirar excluir desapuntar desinscribir".split()
)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip().replace(" ", "_") for part in text.split(",") if part.strip())


def _named(forms: Callable[[str], list[str]], verb: str) -> list[str]:
    """*hablar* is a call only with the person in it: *dejen de hablarme*."""
    return forms(verb)[1:] if verb == "hablar" else forms(verb)


def _with_me(verb: str) -> list[str]:
    """*me saquen*, *me sacaran*: asked for or reported."""
    return [f"me_{form}" for form in commands(verb)]


CLASSES: dict[str, tuple[str, ...]] = {
    "call": (
        *every(commands(v) for v in _CONTACT if v not in _POSTING),
        "frieguen",
        "friegue",
        "llamame",
        "persiga",
        "persigan",
    ),
    "send": tuple(every(commands(v) for v in _POSTING)),
    "to_send": tuple(every(infinitives(v) for v in _POSTING)),
    "sent": _list(
        "nada, preguntas, links, mensaje, mensajes, mensajitos, texto, textos, cosas, "
        "informacion, publicidad, "
        "promociones, whatsapp, correos, avisos, invitaciones, encuestas, babosadas, tonteras, "
        "papadas, esas cosas, eso, propaganda, sms, notificaciones, msms"
    ),
    "again": tuple("vuelva vuelvan vuelvas volvas volver volvan volvieran volviera".split()),
    "keep": tuple(
        "siga sigan sigas esten este estes ande anden andes pase pasen estar seguir andar "
        "continue continuen".split()
    ),
    "to_call": tuple(
        every(_named(infinitives, v) for v in (*_CONTACT, "hablar", "fregar") if v not in _POSTING)
    ),
    "calling": tuple(every(_named(gerunds, v) for v in (*_CONTACT, "hablar", "fregar"))),
    "ring": tuple(every(infinitives(v) for v in _CONTACT if v not in ("buscar", "mandar"))),
    "no_call": _list(
        "a mi esposa, a mi mama, a mi papa, a mi hija, a mi hijo, a mi hermano, a mi hermana, "
        "a mi esposo, la atencion, trabajo, empleo, chamba, curso, casa, a estudiar, a trabajar, "
        "lejos, "
        "don, dona, senora que, senor que, senorita que, viejo, vieja, asi, por ese nombre, "
        "a nadie mas, gente, a gente, problemas, que hacer, mas trabajo, un trabajo, un empleo"
    ),
    "harass": (*every(commands(v) for v in _HARASS), "frieguen", "friegue", "friegues"),
    "pester": tuple(
        every(f(v) for v in _HARASS if v != "insistir" for f in (infinitives, gerunds))
    ),
    "to_harass": tuple(every(infinitives(v) for v in _HARASS)),
    "harassing": tuple(every(gerunds(v) for v in _HARASS)),
    "call_me": (
        *every(orders(v) for v in _NEUTRAL if v not in _SENDING),
        *(f for v in _SENDING for f in orders(v) if f.endswith(("me", "nos", "mela", "melo"))),
        *_list(
            "me llama, me llame, me llamen, me llamas, me llaman, me marca, me marque, me "
            "marquen, "
            "me escribe, me escriba, me escriban, nos llama, nos llame, vuelva a llamar, "
            "vuelva a llamarme, vuelvame a llamar, vuelva a marcar, me vuelva a llamar, "
            "me puede llamar, me podria llamar, me pueden llamar, me podrian llamar, llamar, "
            "me habla, me hable, me llamas, me busca, me vuelve a llamar, marcar, me contacta, "
            "me contacte, me contacten, llame, llamen, marque, marquen, llama, llamas, llamarme, "
            "hablarme, "
            "marcarme, escribirme, escriba, escriban"
        ),
    ),
    "remove": tuple(every(commands(v)[:3] for v in _REMOVE)),
    "remove_me": tuple(
        form
        for v in _REMOVE
        for form in every((orders(v), infinitives(v)[1:], _with_me(v)))
        if form.endswith(("me", "nos")) or form.startswith("me_")
    ),
    "remove_him": tuple(
        form for v in _REMOVE for form in orders(v) if form.endswith(("lo", "la", "los", "las"))
    ),
    "remove_it": tuple(every([*commands(v)[:3], v[:-2] + "a", v] for v in _REMOVE)),
    "list": _list(
        "lista, listas, base, base de datos, registro, registros, sistema, bases, listado, "
        "directorio, agenda, campana, programa, ahi, eso, listados, envios, llamadas, "
        "mensajes, archivo, "
        "archivos, donde, agendas, contactos, grupo"
    ),
    "number": _list("numero, telefono, contacto, nombre, datos, numeros, chip, linea"),
    "a_call": _list(
        "llamada, llamadas, mensaje, mensajes, mensajitos, llamaditas, correos, textos"
    ),
    "relative": _list(
        "mama, papa, mami, papi, madre, padre, esposa, esposo, mujer, marido, hermano, hermana, "
        "hijo, hija, tio, tia, primo, prima, suegra, suegro, cunada, cunado, abuela, abuelo, "
        "abuelita, abuelito, nieto, nieta, sobrino, sobrina, companera, companero, senora, "
        "nuera, yerno, vecina, vecino, patron, patrona, novia, novio, pareja, "
        "amigo, amiga, hermanito, hermanita, ex, madrastra, padrastro, comadre, compadre, "
        "roommate, "
        "empleada, encargado de la casa, mayor de la casa, hijastro, dona, viejo"
    ),
    "nobody": _list(
        "nadie, nadien, ninguno, ninguna, ningun, esa persona, ese senor, esa senora, ese nombre"
    ),
    "my": _list("mi, su, la, el, un, una, otro, otra, este, esta, una de las, uno de los"),
    "third": _list(
        "el, ella, el senor, la senora, ese senor, esa senora, ese muchacho, esa muchacha, esa "
        "persona, "
        "ese hombre, el muchacho, la muchacha, el hombre, don, dona, ese"
    ),
    "abroad": tuple(
        name
        for name in _list(gazetteer.ABROAD)
        if name
        not in ("florida_copan", "zacapa", "esquipulas", "peru", "salvador", "colorado", "roma")
    ),
    "home": tuple(
        name
        for group in (*gazetteer.CITIES.values(), gazetteer.MUNICIPALITIES, gazetteer.DEPARTMENTS)
        for name in _list(group)
        if name
        not in ("gracias", "limon", "manto", "puerto", "san_francisco", "san_antonio", "arizona")
    ),
    "go": _list(
        "fue, fueron, marcho, regreso, volvio, largo, jue, viajo, emigro, migro, regresaron, ido"
    ),
    "person": _list(
        "persona, personas, alguien, humano, humana, agente, asesor, asesora, operador, "
        "operadora, "
        "encargado, encargada, licenciado, licenciada, supervisor, supervisora, ejecutivo, "
        "ejecutiva, "
        "ser humano, gente, representante, muchacha, muchacho, senorita, promotor, promotora, "
        "trabajadora social, trabajador social, funcionario, gerente, jefe, asistente, doctora, "
        "coordinador, coordinadora, operario, tecnico, orientador, orientadora, companero, "
        "companera, "
        "cristiano, cristiana, operador humano, alguna persona, otra persona, alguno de "
        "ustedes, uno de ustedes, ustedes en persona, un "
        "ser humano"
    ),
    "machine": _list(
        "maquina, maquinas, grabacion, grabaciones, robot, robots, grabadora, "
        "contestadora, aparato, computadora, computadoras, aparatos, bot"
    ),
    "when": _list(
        "en la manana, en la tarde, en la noche, en las mananas, en las tardes, en las noches, "
        "por la manana, por la tarde, por la noche, por las mananas, por las tardes, por las "
        "noches, "
        "de noche, de dia, de madrugada, en la madrugada, a la madrugada, de manana, tan "
        "temprano, tan tarde, tan noche, "
        "tan de manana, tan seguido, muy seguido, muy temprano, muy tarde, muy noche, temprano, "
        "tempranito, "
        "tarde, hoy, manana, ahorita, ahora, a esta hora, a estas horas, a esa hora, a esas "
        "horas, "
        "a la hora, en esta hora, antes de, despues de, a las, a la una, el lunes, el martes, el "
        "miercoles, el jueves, "
        "el viernes, el sabado, el domingo, los lunes, los martes, los miercoles, los jueves, "
        "los viernes, los sabados, los domingos, lunes, sabado, domingo, domingos, sabados, "
        "entre semana, en semana, en horas, "
        "en hora, en horario, cuando, mientras, al trabajo, a mi trabajo, en el trabajo, al "
        "otro, al otro numero, "
        "al numero de, tanto, tantas veces, todos los dias, a cada rato, a cada momento, "
        "seguido, en domingo, "
        "en fin de semana, los fines de semana, el fin de semana, entre las, de las, desde las, "
        "al mediodia, a mediodia, al medio dia, a la hora de, en mi hora, esta semana, hasta, si "
        "no, sino, "
        "en dia, en dias, de numero privado, con numero privado, a la casa, a mi casa, "
        "por whatsapp, por mensaje, por telefono mejor, por llamada mejor, de lunes, entre, a "
        "deshoras, "
        "fuera de hora, en esos dias, ese dia, en este momento, por ahorita, por el momento, por "
        "ahora, "
        "en ingles, en espanol, de un numero, pasadas las, esta tarde, esta noche, esta manana, "
        "en mayusculas, al fijo, al celular, al telefono, al de, de numero, de otro numero, "
        "mas tarde, mas temprano, mas noche, "
        "en lo que, pasado manana, en horas de, a media noche, a medianoche, tan de noche, tan "
        "de madrugada, mas de un, mas de una, mas de dos, mas de tres, por dia, a la "
        "semana, un ratito, "
        "un rato, un momento, un momentito, por hoy"
    ),
}
