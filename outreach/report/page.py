"""Writes a report as a page: one HTML file that needs nothing else and runs nothing."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from outreach.report.document import Document, Kind, Picture, Value
from outreach.report.words import Words

_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')


def page(document: Document) -> str:
    """The whole page. Everything that came from outside is escaped."""
    words = Words(document.language)

    def value_of(value: Value, kind: Kind) -> str:
        return words.value(value, kind)

    template = _environment().get_template("report.html.j2")
    return template.render(d=document, _=words.gettext, value_of=value_of, drawn=_drawn)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("outreach.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _drawn(picture: Picture) -> Markup:
    """The drawing, told to those who do not see it, as wide as the page."""
    head, body = picture.svg.split(">", 1)
    head = _SIZE.sub("", head)
    name = escape(picture.name)
    told = (
        f'<title id="{name}-t">{escape(picture.title)}</title>'
        f'<desc id="{name}-d">{escape(picture.description)}</desc>'
    )
    return Markup(  # noqa: S704  we drew it, and every text in it was escaped
        f'{head} role="img" aria-labelledby="{name}-t {name}-d">{told}{body}'
    )
