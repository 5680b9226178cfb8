"""The whole protocol of a campaign in plain words: hours, days, numbers, and the policy."""

from collections.abc import Iterator, Mapping

from flows.marking import Say, in_spanish, marked
from outreach.campaign_file import WEEKDAYS, Window
from outreach.rules.calling_hours import CallingHours
from outreach.rules.contact_policy import explain
from outreach.setups import Setup

_DAYS = (
    marked("lunes"),
    marked("martes"),
    marked("miércoles"),
    marked("jueves"),
    marked("viernes"),
    marked("sábado"),
    marked("domingo"),
)
_MEDIA: Mapping[tuple[str, ...], str] = {
    ("voice",): marked("Solo por llamada."),
    ("text",): marked("Solo por mensaje de texto."),
}


def protocol(setup: Setup, say: Say = in_spanish) -> list[str]:
    """One sentence for each rule, in the order in which an operator thinks of them."""
    return [
        _about_media(setup, say),
        *_about_days(setup, say),
        *_about_numbers(setup, say),
        *_about_ringing(setup, say),
        *explain(setup.policy, say),
    ]


def _about_media(setup: Setup, _: Say) -> str:
    media = tuple(sorted(medium.value for medium in setup.file.media))
    alone = _MEDIA.get(media)
    return _(alone) if alone else _("Por llamada y por mensaje de texto.")


def _about_days(setup: Setup, _: Say) -> Iterator[str]:
    country, hours = setup.country.name, _hours(setup.hours, _)
    yield _("Se llama %(hours)s; hora de %(country)s.", hours=hours, country=country)
    yield _("Nunca en los feriados de %(country)s.", country=country)
    if setup.file.closed:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(setup.file.closed))
        yield _("Tampoco en estos días, que cierra la campaña: %(days)s.", days=days)


def _about_numbers(setup: Setup, _: Say) -> Iterator[str]:
    names = setup.country.places
    for caller in setup.file.callers:
        numbers = {"number": caller.number, "ring": setup.file.number_to_ring(caller.number)}
        places = ", ".join(names.get(place, place) for place in sorted(caller.municipalities))
        if places:
            yield _(
                "A la gente de %(places)s se le llama desde el %(number)s; los mensajes dicen que "
                "se llame al %(ring)s.",
                places=places,
                **numbers,
            )
        else:
            yield _(
                "Se llama desde el %(number)s; los mensajes dicen que se llame al %(ring)s.",
                **numbers,
            )


def _about_ringing(setup: Setup, _: Say) -> Iterator[str]:
    yield _("Se deja timbrar %(seconds)s s.", seconds=setup.file.ring_seconds)
    if not setup.file.detect_machines:
        yield _("No se averigua si contesta un buzón; se reconoce por lo que dice.")
    elif setup.file.async_amd:
        yield _(
            "Se averigua si contesta un buzón mientras ya se habla: quien contesta no oye "
            "silencio. Si hay duda, se le trata como persona."
        )
    else:
        yield _(
            "Se averigua si contesta un buzón antes de hablar: quien contesta espera unos "
            "segundos. Si hay duda, se le trata como persona."
        )


def _hours(hours: CallingHours, _: Say) -> str:
    """`de lunes a viernes de 09:00 a 20:00, sábado de 09:00 a 17:00 y domingo cerrado`."""
    runs: list[tuple[int, int, Window | None]] = []
    for weekday in range(len(WEEKDAYS)):
        window = hours.weekly.get(weekday)
        if runs and runs[-1][2] == window:
            runs[-1] = (runs[-1][0], weekday, window)
        else:
            runs.append((weekday, weekday, window))
    said = [f"{_days(first, last, _)} {_open(window, _)}" for first, last, window in runs]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])}{_(' y ')}{said[-1]}"


def _days(first: int, last: int, _: Say) -> str:
    if first == last:
        return _(_DAYS[first])
    return _("de %(first)s a %(last)s", first=_(_DAYS[first]), last=_(_DAYS[last]))


def _open(window: Window | None, _: Say) -> str:
    if window is None:
        return _("cerrado")
    opens, closes = (f"{moment:%H:%M}" for moment in window)
    return _("de %(opens)s a %(closes)s", opens=opens, closes=closes)
