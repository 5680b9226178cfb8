"""Reads where a person lives now: one of the five municipalities, another, or abroad.

Every place named is weighed by what stands around it: *vivo en* and *ahora* speak for it, *nací
en*, *antes vivía* and *cerca de* against it; a barrio yields to the city it is said to be in.
"""

import re
from dataclasses import dataclass

from flows.understanding import gazetteer
from flows.understanding.normalise import Utterance, any_of, folded, sound

OTHER, ABROAD = "other", "abroad"
_CITY, _BARRIO, _MUNICIPALITY, _DEPARTMENT, _FOREIGN = range(5)


def _table() -> dict[tuple[str, ...], tuple[str, int]]:
    """Folded words of a place -> (value, kind). What comes later overrules what came before."""
    table: dict[tuple[str, ...], tuple[str, int]] = {}

    def put(names: str, value: str, kind: int) -> None:
        for name in names.split(","):
            if words := tuple(folded(name).split()):
                table[words] = (value, kind)

    put(gazetteer.ABROAD, ABROAD, _FOREIGN)
    for city, names in gazetteer.BARRIOS.items():
        put(names, city, _BARRIO)
    put(gazetteer.DEPARTMENTS, OTHER, _DEPARTMENT)
    put(gazetteer.MUNICIPALITIES, OTHER, _MUNICIPALITY)
    for city, names in gazetteer.CITIES.items():
        put(names, city, _CITY)
    return table


_PLACES = _table()
_LONGEST = max(len(words) for words in _PLACES)
_FIRST = frozenset(words[0] for words in _PLACES)
# Single words that are ordinary speech too: they count as a place only after a preposition.
_ORDINARY = frozenset(
    folded(w)
    for w in (
        "gracias concordia limon puerto victoria mercedes dolores soledad caridad trinidad arenal "
        "alianza esparta manto salvador norte estados capital central planeta valle colon guata "
        "campamento arada prado cane mateo smith belen pimienta roma colorado proteccion "
        "concepcion candelaria magdalena santa lima satelite medina juti progreso roble cabañas "
        "las_flores cacique danto sinai la_paz la_union la_virtud la_labor la_libertad la_venta "
        "la_barra "
        "la_rosa la_central la_era el_sitio el_prado el_hato la_joya la_cantera la_granja kitur "
        "el_rosario el_progreso la_trinidad la_esperanza la_peña la_bolsa el_estadio el_roble "
        "el_bosque"
    ).split()
)
_EARTH = folded("planeta tierra").split()
_IN = frozenset(
    folded(w)
    for w in "en de para a por hacia desde vivo aqui alla municipio aldea colonia barrio in from "
    "at".split()
)


def _cue(phrases: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(r"(?<![^ ])" + any_of(*phrases.split()) + tail)


_ARTICLE = r"(?:la |el )?\Z"
_NOW = (
    "me_pase me_fui traslade pasamos vivo vivimos viviendo ahora ahorita actualmente radico "
    "resido mude mudamos regrese vine estoy "
    "sigo live now me_quede sino yo_en yo_estoy yo_aqui casa_la_tengo_en mi_casa_esta_en "
    "casa_esta_en tengo_la_casa "
)
_HERE = _cue(
    _NOW + "estamos aqui ando quedo regresamos vinimos paso tengo_mi_casa living im mejor_dicho "
    "digo ya en"
)
_STRONG_HERE = _cue(_NOW)
_PAST = _cue(
    "vivia vivi viviamos estaba estuve naci nacido soy originario originaria born era from vengo "
    "venia antes trabaje estuve fui vivio deportaron deportado deportada trabajo trabajaba "
    "estudio creci hermano hermana "
    "familia papas padres hijos hermanos suegros esposa esposo hijo hija primo mi_mama mi_papa "
    "used_to used_to_live used_to_be"
)
_DENIED = _cue("no ni not", r"(?:ya no |ya |bibo |estoi |es )?(?:en )?" + _ARTICLE)
_LEFT = _cue("no ya_no not", any_of("vivo", "estoy", "es", "vivimos", "live", "resido"))
_MOVED_FROM = re.compile(
    any_of("me pase", "nos pasamos", "me mude", "nos mudamos", "me traslade", "me vine", "me fui")
    + r"(?:[^ ]+ )?de (?:la |el )?\Z"
)
_NEAR = _cue(
    "cerca_de cerquita_de a_la_par_de via camino_a antes_de_llegar_a afueras_de rumbo_a entre "
    "por_el_lado_de near close_to salida_a carretera_a departamento_de depto_de municipio_de "
    "salida_para a_una_hora_de a_media_hora_de a_dos_horas_de hora_de horas_de minutos_de km_de "
    "kilometros_de confundir_con confunda_con no_es rumbo",
    _ARTICLE,
)
_OF_DEPARTMENT = _cue("departamento departamento_de", r"\Z")
_QUARTER = _cue(
    "colonia col barrio residencial aldea caserio sector mercado calle iglesia escuela colegio "
    "parque "
    "avenida bulevar hospital instituto",
    r"(?:de la |del |de )?" + _ARTICLE,
)
_TOWARDS = frozenset({"en", "a", "para", "por", "asia", "al", "in", "to"})
_OWN_CLAUSE = frozenset("me se le les lo la nos te tengo kiero puedo ai bayan baya".split())
_CORRECTED = _cue("no perdon digo mentira mejor_dicho sorry equivoque")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named: its value, kind, span of words, and how much speaks for it."""

    value: str
    kind: int
    start: int
    end: int
    weight: int = 0


def read(said: Utterance) -> str:
    """The municipality, `other`, `abroad`, or nothing."""
    places = _weighed(said)
    if not places:
        return ""
    best = max(place.weight for place in places)
    if best < 0:
        return ""
    group = [place for place in places if place.weight == best]
    return _most_exact(said, group)


def abroad_now(said: Utterance) -> bool:
    """Whether a place abroad is named as where somebody is or goes, not was."""
    for place in _weighed(said):
        before = said.words[max(0, place.start - 3) : place.start]
        if place.value == ABROAD and place.weight >= 2 and _TOWARDS.intersection(before):
            return True
    return False


def _found(said: Utterance) -> list[Place]:
    words = said.words
    found, at = [], 0
    while at < len(words):
        place = _place_at(said, at) if words[at] in _FIRST else None
        if place is None:
            at += 1
        else:
            found.append(place)
            at = place.end
    return found


def _place_at(said: Utterance, at: int) -> Place | None:
    words = said.words
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        hit = _PLACES.get(tuple(words[at : at + size]))
        if hit is not None:
            name = "_".join(words[at : at + size])
            if words[at : at + size + 1] == _EARTH or (
                name in _ORDINARY and not _placed(said, at, size)
            ):
                continue
            return Place(hit[0], hit[1], at, at + size)
    return None


def _placed(said: Utterance, at: int, size: int) -> bool:
    words = said.words
    if size == len(words) or (at == 0 and size - 1 in said.breaks):
        return True
    before = [word for word in words[max(0, at - 2) : at] if word not in ("la", "el", "los")]
    if before and before[-1] in _IN and (before[-1] != sound("a") or size > 1):
        return True
    after = words[at + size : at + size + 3]
    return any(tuple(after[:n]) in _PLACES for n in (1, 2, 3))


def _weighed(said: Utterance) -> list[Place]:
    found = _found(said)
    weighed: list[Place] = []
    for number, place in enumerate(found):
        left = found[number - 1].end if number else 0
        before = "".join(f"{word} " for word in said.words[left : place.start])
        later = said.words[place.end : place.end + 3]
        weight = _weight(said, place, before, later, number > 0)
        if weighed and weight < 3 and _linked(said, weighed[-1], place):
            weight = weighed[-1].weight
        weighed.append(Place(place.value, place.kind, place.start, place.end, weight))
        if number and _CORRECTED.search(before) and weight >= 1 and not _LEFT.search(before):
            weighed = [Place(p.value, p.kind, p.start, p.end, -1) for p in weighed[:-1]] + weighed[
                -1:
            ]
    return weighed


def _linked(said: Utterance, previous: Place, place: Place) -> bool:
    """*la Kennedy en Tegucigalpa*, *Pespire, Choluteca*: said of the same place."""
    between = said.words[previous.end : place.start]
    return len(between) <= 1 and all(word in ("en", "de", "i") for word in between)


def _denied(said: Utterance, place: Place, before: str, after_another: bool) -> bool:
    """*no en Comayagua*; but in *no, en San Pedro no, en Cortés* the *no* stands behind."""
    if _LEFT.search(before) or _MOVED_FROM.search(before):
        return True
    if not _DENIED.search(before):
        return False
    if not after_another:
        return len(before.split()) > 1
    return said.words[0] != "no" or "en" not in before.split()


def _weight(
    said: Utterance, place: Place, before: str, later: list[str], after_another: bool
) -> int:
    if later[:2] == ["ya", "no"] or (
        later[:1] == ["no"] and not _OWN_CLAUSE.intersection(later[1:2])
    ):
        return -1
    if _denied(said, place, before, after_another):
        return -1
    if _OF_DEPARTMENT.search(before) and place.kind in (_CITY, _DEPARTMENT):
        return 1
    if _NEAR.search(before) or (_QUARTER.search(before) and place.kind not in (_CITY, _BARRIO)):
        return 0
    strong = max((m.end() for m in _STRONG_HERE.finditer(before)), default=-1)
    past = max((m.end() for m in _PAST.finditer(before)), default=-1)
    if strong > past:
        return 4
    if past >= 0:
        return 0
    return 3 if _HERE.search(before) else 2


def _most_exact(said: Utterance, group: list[Place]) -> str:
    """Of places that belong together, the one that names the municipality."""
    first = group[0]
    if first.kind == _MUNICIPALITY:
        follows = group[1] if len(group) > 1 else None
        if follows and follows.kind == _CITY and _linked(said, first, follows):
            nested = said.words[first.end : follows.start] == ["en"]
            named_as_department = follows.value == "choluteca" and not nested
            return OTHER if named_as_department or not nested else follows.value
        return OTHER
    order = (_CITY, _BARRIO, _MUNICIPALITY, _FOREIGN, _DEPARTMENT)
    return min(group, key=lambda place: (order.index(place.kind), place.start)).value
