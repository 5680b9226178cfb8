"""The steps in which a campaign is written down, as forms: each of some keys of its file."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from flows.script import script_names
from outreach.campaign_file import WEEKDAYS
from outreach.rules.states import ReleaseMode

Document = Mapping[str, Any]

_DAYS = (
    lazy_gettext("Lunes"),
    lazy_gettext("Martes"),
    lazy_gettext("Miércoles"),
    lazy_gettext("Jueves"),
    lazy_gettext("Viernes"),
    lazy_gettext("Sábado"),
    lazy_gettext("Domingo"),
)
_RELEASES = (
    SelectChoice(ReleaseMode.ALL.value, lazy_gettext("todas las personas al empezar")),
    SelectChoice(ReleaseMode.FORECAST.value, lazy_gettext("por réplicas, según pida la meta")),
    SelectChoice(ReleaseMode.REPLICATES.value, lazy_gettext("por réplicas, a mano")),
)
_TWO_WAY = (
    SelectChoice("", lazy_gettext("como en el país")),
    SelectChoice("yes", lazy_gettext("sí")),
    SelectChoice("no", lazy_gettext("no")),
)
_CLOSED = "cerrado"
_NUMBER = Regexp(r"^\+[1-9]\d{6,14}$", message=lazy_gettext("Escríbalo como +50422000100."))


def _count(label: Any, least: int, most: int, **more: Any) -> IntegerField:
    return IntegerField(label, [InputRequired(), NumberRange(least, most)], **more)


class PeopleForm(FlaskForm):
    """Whom: the list, how many are drawn, what they are to come to."""

    title = StringField(lazy_gettext("Título"), [InputRequired(), Length(max=120)])
    campaign = StringField(
        lazy_gettext("Nombre corto, para comandos y archivos"),
        [
            InputRequired(),
            Regexp(
                r"^[a-z0-9][a-z0-9_-]{0,59}$",
                message=lazy_gettext("Solo minúsculas sin tilde, cifras, _ y -."),
            ),
        ],
    )
    list = SelectField(lazy_gettext("Lista de personas"), [InputRequired()])
    sample = _count(lazy_gettext("Personas que se sortean"), 1, 5_000_000)
    validated = _count(lazy_gettext("Meta de personas validadas"), 1, 5_000_000)
    enrolled = _count(lazy_gettext("Meta de personas inscritas"), 0, 5_000_000)
    replicate_size = _count(lazy_gettext("Personas por réplica"), 1, 100_000, default=250)
    release = SelectField(lazy_gettext("Cuándo se libera a la gente"), choices=_RELEASES)

    def offer(self, lists: Any) -> None:
        self.list.choices = [row.name for row in lists]

    def told(self) -> dict[str, Any]:
        return {
            "title": self.title.data,
            "campaign": self.campaign.data,
            "list": self.list.data,
            "sample": self.sample.data,
            "target": {"validated": self.validated.data, "enrolled": self.enrolled.data},
            "draw": {"replicate_size": self.replicate_size.data},
            "release": self.release.data,
        }

    @staticmethod
    def known(document: Document) -> dict[str, Any]:
        return {**document, **document.get("target", {}), **document.get("draw", {})}


class ScriptForm(FlaskForm):
    """What is said, and by which media."""

    script = SelectField(lazy_gettext("Guion"), [InputRequired()])
    voice = BooleanField(lazy_gettext("Por llamada"), default=True)
    text = BooleanField(lazy_gettext("Por mensaje de texto"), default=True)
    two_way = SelectField(
        lazy_gettext("¿La gente puede contestar los mensajes?"), choices=_TWO_WAY
    )

    def offer(self, _lists: Any) -> None:
        self.script.choices = script_names()

    def validate_text(self, text: BooleanField) -> None:
        if not (text.data or self.voice.data):
            raise ValidationError(gettext("Elija al menos un medio."))

    def told(self) -> dict[str, Any]:
        media = [name for name in ("voice", "text") if self[name].data]
        two_way = {"yes": True, "no": False}.get(self.two_way.data)
        return {"script": self.script.data, "media": media, "two_way": two_way}

    @staticmethod
    def known(document: Document) -> dict[str, Any]:
        media = document.get("media", ("voice", "text"))
        said = {None: "", True: "yes", False: "no"}[document.get("two_way")]
        return {**document, "voice": "voice" in media, "text": "text" in media, "two_way": said}


class HoursForm(FlaskForm):
    """When people are contacted, and how often. An empty day is as in the country."""

    attempts = _count(lazy_gettext("Llamadas por persona, como máximo"), 0, 20, default=7)
    days = _count(lazy_gettext("Días en que se reparten, como mínimo"), 0, 90, default=14)
    a_day = _count(lazy_gettext("Intentos por día a una persona"), 1, 3, default=1)
    texts = StringField(
        lazy_gettext("Mensaje después de estas llamadas"),
        [
            Optional(),
            Regexp(r"^\d+(\s*,\s*\d+)*$", message=lazy_gettext("Números con comas: 2, 5.")),
        ],
        default="2, 5",
    )
    closed = StringField(
        lazy_gettext("Días en que no se llama"),
        [
            Optional(),
            Regexp(
                r"^\d{4}-\d\d-\d\d(\s*,\s*\d{4}-\d\d-\d\d)*$",
                message=lazy_gettext("Fechas con comas: 2026-12-24, 2026-12-31."),
            ),
        ],
    )

    def offer(self, _lists: Any) -> None:
        """Nothing to choose from."""

    def told(self) -> dict[str, Any]:
        return {
            "hours": _hours_told(self),
            "closed": _parts(self.closed.data),
            "policy": {
                "max_voice_attempts": self.attempts.data,
                "min_days": self.days.data,
                "max_per_day": self.a_day.data,
                "text_after_voice_attempts": [int(each) for each in _parts(self.texts.data)],
            },
        }

    @staticmethod
    def known(document: Document) -> dict[str, Any]:
        if (policy := document.get("policy")) is None:
            return {}
        return {
            **_hours_known(document.get("hours", {})),
            "closed": ", ".join(document.get("closed", ())),
            "attempts": policy["max_voice_attempts"],
            "days": policy["min_days"],
            "a_day": policy["max_per_day"],
            "texts": ", ".join(map(str, policy["text_after_voice_attempts"])),
        }


class AgentsForm(FlaskForm):
    """When agents work: people are promised calls in these hours."""

    def offer(self, _lists: Any) -> None:
        """Nothing to choose from."""

    def told(self) -> dict[str, Any]:
        return {"agents": {"hours": _hours_told(self)}}

    @staticmethod
    def known(document: Document) -> dict[str, Any]:
        return _hours_known(document.get("agents", {}).get("hours", {}))


class NumbersForm(FlaskForm):
    """Which number people see, which they are told to ring, and how many lines there are."""

    caller_id = StringField(
        lazy_gettext("Número desde el que se llama"), [InputRequired(), _NUMBER]
    )
    callback_number = StringField(
        lazy_gettext("Número que se da para llamar"), [Optional(), _NUMBER]
    )
    lines = _count(lazy_gettext("Llamadas a la vez"), 1, 1000, default=20)
    ring_seconds = _count(lazy_gettext("Segundos que se deja timbrar"), 15, 60, default=25)
    detect_machines = BooleanField(lazy_gettext("Averiguar si contesta un buzón"), default=True)

    def offer(self, _lists: Any) -> None:
        """Nothing to choose from."""

    def told(self) -> dict[str, Any]:
        return {
            "caller_id": self.caller_id.data,
            "callback_number": self.callback_number.data or None,
            "lines": self.lines.data,
            "ring_seconds": self.ring_seconds.data,
            "detect_machines": self.detect_machines.data,
        }

    @staticmethod
    def known(document: Document) -> dict[str, Any]:
        return dict(document)


class CostForm(FlaskForm):
    """What the carrier charges. Left empty it is as in the country."""

    currency = StringField(
        lazy_gettext("Moneda"),
        [Optional(), Regexp(r"^[A-Z]{3}$", message=lazy_gettext("Tres mayúsculas, como USD."))],
        default="USD",
    )
    call_minute = DecimalField(
        lazy_gettext("Precio del minuto de llamada"),
        [Optional(), NumberRange(0, 100)],
        places=None,
    )
    text_segment = DecimalField(
        lazy_gettext("Precio de cada parte de un mensaje"),
        [Optional(), NumberRange(0, 100)],
        places=None,
    )

    def offer(self, _lists: Any) -> None:
        """Nothing to choose from."""

    def told(self) -> dict[str, Any]:
        prices = (self.call_minute.data, self.text_segment.data)
        if None in prices:
            return {"tariff": None}
        call, text = map(float, prices)
        currency = self.currency.data or "USD"
        return {"tariff": {"currency": currency, "call_minute": call, "text_segment": text}}

    @staticmethod
    def known(document: Document) -> dict[str, Any]:
        return dict(document.get("tariff", {}))


for _day, _label in zip(WEEKDAYS, _DAYS, strict=True):
    for _form in (HoursForm, AgentsForm):
        setattr(_form, _day, StringField(_label, [Optional(), Length(max=20)]))

# in their order; the key stands in the address
STEPS: Mapping[str, tuple[Any, type[FlaskForm]]] = {
    "people": (lazy_gettext("Personas y sorteo"), PeopleForm),
    "script": (lazy_gettext("Guion"), ScriptForm),
    "hours": (lazy_gettext("Horario e insistencia"), HoursForm),
    "agents": (lazy_gettext("Agentes"), AgentsForm),
    "numbers": (lazy_gettext("Números"), NumbersForm),
    "cost": (lazy_gettext("Costo"), CostForm),
}


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _hours_told(form: Any) -> dict[str, str]:
    said = {day: (form[day].data or "").strip().lower() for day in WEEKDAYS}
    return {day: "closed" if text == _CLOSED else text for day, text in said.items() if text}


def _hours_known(hours: Mapping[str, Any]) -> dict[str, str]:
    return {day: _CLOSED if text == "closed" else str(text) for day, text in hours.items()}
