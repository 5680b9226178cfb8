"""Why a step that asks nothing leads on, in words."""

from collections.abc import Mapping

from flows.marking import marked

WHYS: Mapping[str, str] = {
    "": "",
    "right": marked("coincide"),
    "wrong": marked("no coincide"),
    "unknown": marked("no se sabe"),
    "known": marked("lo tiene"),
    "agreed": marked("dentro del horario"),
    "moved": marked("fuera del horario: se ofrece otra"),
    "unsure": marked("no se oyó bien"),
    "voice": marked("llamada"),
    "text": marked("mensaje"),
    "anything else": marked("cualquier otra cosa"),
}
