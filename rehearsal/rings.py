"""How a network tells of a call that nobody took."""

from rehearsal.people import PickUp, Ring

BUSY_CODES = {486, 600, 603}


def unanswered(pick_up: PickUp, patience: float) -> tuple[str, int]:
    """Twilio's status and the SIP code of a call that nobody took."""
    if pick_up.ring is Ring.UNREACHABLE:
        return "failed", pick_up.sip
    if pick_up.after <= patience and pick_up.sip in BUSY_CODES:
        return "busy", pick_up.sip
    return "no-answer", 480 if pick_up.sip == 480 else 487
