"""What the agents of a rehearsal do at their screen: they close what they have talked about.

Each signs in once, as people do, and uses the forms of the console and nothing else.
"""

import random
import re
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPResponse
from urllib.parse import urlencode

from rehearsal import rates
from rehearsal.connections import ConnectionFailed, Connections
from rehearsal.dialects import FORM
from rehearsal.people import draw, local

APPOINTMENT = "appointment"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_LEAD = re.compile(r'href="/leads/(\d+)"')
_MORNING = 10  # o'clock, at which agents agree to call again
_SATURDAY = 5


class Desk:
    """One agent's browser. What the console refuses, or does not answer, is left as it is."""

    def __init__(self, base: str, login: str, password: str) -> None:
        self._base = base.rstrip("/")
        self._login, self._password = login, password
        self._connections = Connections()
        self._cookies: dict[str, str] = {}
        self._token = ""
        self._lock = threading.Lock()

    def close(self, rng: random.Random, now: datetime) -> None:
        """Closes the lead of the person on the line with what `rng` says came of it."""
        with self._lock:
            try:
                if not self._token:
                    self._sign_in()
                found = _LEAD.search(self._get("/desk/now"))
                if found is not None:
                    self._post(f"/leads/{found[1]}/close", **_form(rng, now))
            except ConnectionFailed:
                self._token = ""  # from the door on, the next time

    def _sign_in(self) -> None:
        self._token = _token_of(self._get("/login"))
        self._post("/login", login=self._login, password=self._password)
        self._token = _token_of(self._get("/account"))

    def _get(self, path: str) -> str:
        return self._ask("GET", path, None)

    def _post(self, path: str, **form: str) -> None:
        self._ask("POST", path, urlencode({**form, "csrf_token": self._token}).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Content-Type": FORM, "Cookie": cookies}
        answer, content = self._connections.request(method, self._base + path, body, headers)
        self._keep_cookies(answer)
        return content.decode(errors="replace")

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value


def desks(base: str, agents: Mapping[str, str]) -> dict[str, Desk]:
    """A desk for each agent's number of whom `LOGIN:PASSWORD` is known."""
    known = {number: who.partition(":") for number, who in agents.items() if who}
    return {number: Desk(base, login, word) for number, (login, _, word) in known.items()}


def _form(rng: random.Random, now: datetime) -> dict[str, str]:
    chosen = draw(rates.RESULTS_OF_TALKS, rng)
    again = _next_morning(now) if chosen == APPOINTMENT else ""
    return {"result": chosen, "again_at": again}


def _next_morning(now: datetime) -> str:
    """The next day on which the office is open, as the form's field has it."""
    day = local(now) + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return f"{day:%Y-%m-%d}T{_MORNING}:00"


def _token_of(page: str) -> str:
    found = _TOKEN.search(page)
    return found[1] if found else ""
