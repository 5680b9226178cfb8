"""What the carrier's error codes mean for us. Twilio's codes; unknown ones are retried a little.

Twilio asks that programs do not rely on a resource's error text, so only the number counts.
Source: Twilio's error dictionary, as read for `docs/carrier.md`.
"""

from outreach.rules.dispositions import Fault

_CODES: dict[Fault, tuple[int, ...]] = {
    # Nothing can ever reach this number.
    Fault.NUMBER: (21211, 21217, 21214, 13223, 13226, 21614, 21635, 30005, 30006),
    # The person told the carrier to stop our texts: ours to remember too.
    Fault.PERSON: (21610,),
    # Account, permission, sender or content: an operator must act.
    Fault.OURS: (
        20003, 10002, 21210, 21212, 21606, 21408, 21215, 13227, 21216, 13225,
        30002, 21219, 21608, 32017, 21617, 30007,
    ),
    Fault.TRANSIENT: (20429, 10004, 22005, 21611, 30001, 30003, 30008, 30410),
    # 13224 is both "invalid" and "no carrier could deliver": no reason to burn a number.
    Fault.AMBIGUOUS: (13224, 21612, 30004, 30009, 30450),
}  # fmt: skip

_FAULT_BY_CODE = {str(code): fault for fault, codes in _CODES.items() for code in codes}


def fault_of(code: str | None) -> Fault | None:
    """The meaning of a carrier's code; None without a code, TRANSIENT for an unknown one."""
    if not code or code == "0":
        return None
    return _FAULT_BY_CODE.get(code, Fault.TRANSIENT)
