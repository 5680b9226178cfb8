"""The whole protocol of a campaign in plain Spanish: hours, days, numbers, and the policy."""

from collections.abc import Iterator, Mapping

from outreach.campaign_file import WEEKDAYS, Window
from outreach.rules.calling_hours import CallingHours
from outreach.rules.contact_policy import explain
from outreach.setups import Setup

_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MEDIA: Mapping[tuple[str, ...], str] = {
    ("voice",): "Solo por llamada.",
    ("text",): "Solo por mensaje de texto.",
}


def protocol(setup: Setup) -> list[str]:
    """One sentence for each rule, in the order in which an operator thinks of them."""
    return [
        _about_media(setup),
        f"Se llama {_hours(setup.hours)}; hora de {setup.country.name}.",
        *_about_days(setup),
        *_about_numbers(setup),
        f"Se deja timbrar {setup.file.ring_seconds} s.",
        _about_detection(setup),
        *explain(setup.policy),
    ]


def _about_media(setup: Setup) -> str:
    media = tuple(sorted(medium.value for medium in setup.file.media))
    return _MEDIA.get(media, "Por llamada y por mensaje de texto.")


def _about_numbers(setup: Setup) -> Iterator[str]:
    names = setup.country.places
    for caller in setup.file.callers:
        ring = setup.file.number_to_ring(caller.number)
        places = ", ".join(names.get(place, place) for place in sorted(caller.municipalities))
        whom = f"A la gente de {places} se le llama" if places else "Se llama"
        yield f"{whom} desde el {caller.number}; los mensajes dicen que se llame al {ring}."


def _about_days(setup: Setup) -> Iterator[str]:
    yield f"Nunca en los feriados de {setup.country.name}."
    if setup.file.closed:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(setup.file.closed))
        yield f"Tampoco en estos días, que cierra la campaña: {days}."


def _about_detection(setup: Setup) -> str:
    if not setup.file.detect_machines:
        return "No se averigua si contesta un buzón; se reconoce por lo que dice."
    if setup.file.async_amd:
        return (
            "Se averigua si contesta un buzón mientras ya se habla: quien contesta no oye "
            "silencio. Si hay duda, se le trata como persona."
        )
    return (
        "Se averigua si contesta un buzón antes de hablar: quien contesta espera unos segundos. "
        "Si hay duda, se le trata como persona."
    )


def _hours(hours: CallingHours) -> str:
    """`de lunes a viernes de 09:00 a 20:00, sábado de 09:00 a 17:00 y domingo cerrado`."""
    runs: list[tuple[int, int, Window | None]] = []
    for weekday in range(len(WEEKDAYS)):
        window = hours.weekly.get(weekday)
        if runs and runs[-1][2] == window:
            runs[-1] = (runs[-1][0], weekday, window)
        else:
            runs.append((weekday, weekday, window))
    said = [f"{_days(first, last)} {_open(window)}" for first, last, window in runs]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} y {said[-1]}"


def _days(first: int, last: int) -> str:
    return _DAYS[first] if first == last else f"de {_DAYS[first]} a {_DAYS[last]}"


def _open(window: Window | None) -> str:
    return "cerrado" if window is None else f"de {window[0]:%H:%M} a {window[1]:%H:%M}"
