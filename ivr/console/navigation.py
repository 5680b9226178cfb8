"""Says which pages the menu offers to whom, and with which one somebody begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import gettext

from flows.marking import marked
from ivr.console.access import may_enter


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a menu. `icon` is a name in the sprite of icons."""

    endpoint: str
    label: str
    icon: str

    @property
    def said(self) -> str:
        return str(gettext(self.label))

    @property
    def is_here(self) -> bool:
        """Whether this page, or one that belongs to it, is being looked at."""
        return request.blueprint == self.endpoint.partition(".")[0]


# in the order of the menu; whoever may not enter a page does not see its entry
MENU: Sequence[Entry] = (
    Entry("campaigns.listed", marked("Campañas"), "speakerphone"),
    Entry("reports.listed", marked("Informes"), "chart-bar"),
    Entry("leads.listed", marked("Personas que esperan"), "headset"),
    Entry("requests.waiting", marked("Pedidos de desconocidos"), "phone-call"),
    Entry("desk.shown", marked("Mi puesto"), "phone"),
    Entry("scripts.listed", marked("Guiones"), "route"),
    Entry("registry.listed", marked("Registro"), "database-import"),
    Entry("people.listed", marked("Buscar a una persona"), "search"),
    Entry("supervision.shown", marked("Supervisión"), "eye"),
    Entry("account.shown", marked("Mi cuenta"), "user-circle"),
)


# the pages of one campaign; each endpoint takes its `name`
CAMPAIGN: Sequence[Entry] = (
    Entry("campaigns.shown", marked("Resumen"), "list-details"),
    Entry("live.shown", marked("En vivo"), "activity"),
    Entry("reports.shown", marked("Informe"), "file-text"),
)


def init(app: Flask) -> None:
    app.jinja_env.globals.update(menu=menu, campaign_menu=campaign_menu)


def menu() -> list[Entry]:
    """The entries that whoever has signed in may use."""
    return [entry for entry in MENU if may_enter(entry.endpoint)]


def campaign_menu() -> list[Entry]:
    """The pages of a campaign that whoever has signed in may use."""
    return [entry for entry in CAMPAIGN if may_enter(entry.endpoint)]


def first_page() -> str:
    """Where somebody begins: the first of their menu; without one the page decides that asks."""
    mine = menu()
    return url_for(mine[0].endpoint if mine else "account.home")
