"""The states that things pass through, and which of them are final."""

from collections.abc import Mapping
from enum import StrEnum

from flows.marking import marked
from flows.sentences import Sentence


class CampaignState(StrEnum):
    DRAFT = "draft"
    DRAWN = "drawn"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"  # by an operator, for good
    DONE = "done"  # every case is closed

    @property
    def over(self) -> bool:
        return self in (CampaignState.STOPPED, CampaignState.DONE)

    @property
    def told(self) -> Sentence:
        """The state as a refusal names it, in whatever language."""
        return _STATES[self]


_STATES: Mapping[CampaignState, Sentence] = {
    CampaignState.DRAFT: Sentence("draft"),
    CampaignState.DRAWN: Sentence("drawn"),
    CampaignState.RUNNING: Sentence("running"),
    CampaignState.PAUSED: Sentence("paused"),
    CampaignState.STOPPED: Sentence("stopped"),
    CampaignState.DONE: Sentence("done"),
}


class CaseState(StrEnum):
    DRAWN = "drawn"  # in the draw, not released yet
    OPEN = "open"
    CLOSED = "closed"


class ReleaseMode(StrEnum):
    """How the replicates of a campaign are released."""

    ALL = "all"  # all of them when the campaign starts
    REPLICATES = "replicates"  # by an operator
    FORECAST = "forecast"  # by the clock, when the forecast says that the target needs them


class ReleaseReason(StrEnum):
    """Why a replicate was released."""

    START = "start"
    OPERATOR = "operator"
    FORECAST = "forecast"
    OVERRIDE = "override"  # out of order or against the forecast; somebody answers for it


class AttemptState(StrEnum):
    """planned → dialling → under_way → ended; planned → dropped when something overtook it."""

    PLANNED = "planned"
    DIALLING = "dialling"  # claimed by one process; the carrier may or may not know of it
    UNDER_WAY = "under_way"  # the carrier has given it an id
    ENDED = "ended"
    DROPPED = "dropped"  # never placed and no longer wanted


class RequestKind(StrEnum):
    """What somebody asked for by ringing us. Values are stored: never rename."""

    CALL_ME = "call_me"  # of people: whoever it is has to be called by one
    RING_BACK = "ring_back"  # of us: the next attempt is their call, returned


class LeadState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class AgentState(StrEnum):
    """What an agent is doing. Without any of these the agent is not at work."""

    AVAILABLE = "available"
    RINGING = "ringing"  # offered a call, which was not accepted yet
    ON_CALL = "on_call"
    WRAP_UP = "wrap_up"  # notes down what was said; ends by itself
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why an agent takes no calls. Values are stored: never rename."""

    BREAK = "break"
    LUNCH = "lunch"
    MEETING = "meeting"
    TRAINING = "training"
    OTHER_WORK = "other_work"
    NO_ANSWER = "no_answer"  # set by us: the agent's phone rang and nobody accepted


class TransferState(StrEnum):
    """waiting ⇄ accepted → connected → talked; or how a person who was waiting left."""

    WAITING = "waiting"
    ACCEPTED = "accepted"  # an agent pressed 1, and is told who it is
    CONNECTED = "connected"
    TALKED = "talked"
    ABANDONED = "abandoned"  # hung up before an agent was on the line
    CHOSE_TIME = "chose_time"  # would rather have an appointment
    NOBODY = "nobody"  # no agent took the call; an appointment was offered
    WITHDRAWN = "withdrawn"  # said something else that ended the wait, such as never again


class AgentCallState(StrEnum):
    """ringing → accepted → connected → ended; ringing → missed."""

    RINGING = "ringing"
    ACCEPTED = "accepted"
    CONNECTED = "connected"
    ENDED = "ended"
    MISSED = "missed"  # not accepted in time, or refused


class Role(StrEnum):
    ADMIN = "admin"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    ANALYST = "analyst"


class RowOutcome(StrEnum):
    """What became of one row of a registry's file."""

    IMPORTED = "imported"
    MERGED = "merged"
    REJECTED = "rejected"
    INELIGIBLE = "ineligible"


class UploadState(StrEnum):
    """received → looking → foreseen → importing → imported; failed from where work is done."""

    RECEIVED = "received"  # whoever sent it says which column is what
    LOOKING = "looking"  # what would become of each row is being found out
    FORESEEN = "foreseen"
    IMPORTING = "importing"
    IMPORTED = "imported"
    FAILED = "failed"


class LeadResult(StrEnum):
    """What came of a lead. An agent must say one when closing."""

    ENROLLED_TRAINING = "enrolled_training"
    ENROLLED_EMPLOYMENT = "enrolled_employment"
    ENROLLED_ENTREPRENEURSHIP = "enrolled_entrepr"
    APPOINTMENT = "appointment"  # spoken with; another call at an agreed time: the lead goes on
    NOT_INTERESTED = "not_interested"
    NOT_REACHED = "not_reached"
    WRONG_PERSON = "wrong_person"
    DO_NOT_CONTACT = "do_not_contact"  # an opt-out: said to the agent, or heard before any took it

    @property
    def label(self) -> str:
        """A short Spanish name for tables and consoles."""
        return _RESULTS[self]


_RESULTS: Mapping[LeadResult, str] = {
    LeadResult.ENROLLED_TRAINING: marked("Inscrita en formación"),
    LeadResult.ENROLLED_EMPLOYMENT: marked("Inscrita en empleo"),
    LeadResult.ENROLLED_ENTREPRENEURSHIP: marked("Inscrita en emprendimiento"),
    LeadResult.APPOINTMENT: marked("Se acordó otra llamada"),
    LeadResult.NOT_INTERESTED: marked("Ya no le interesa"),
    LeadResult.NOT_REACHED: marked("No se le encontró"),
    LeadResult.WRONG_PERSON: marked("No era la persona"),
    LeadResult.DO_NOT_CONTACT: marked("Pide que no se le vuelva a contactar"),
}
