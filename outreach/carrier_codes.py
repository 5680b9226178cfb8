"""What the carrier's error codes mean for us. Twilio's codes; unknown ones are retried a little.

Twilio asks that programs do not rely on a resource's error text, so only the number counts.
Source: Twilio's error dictionary, as read for `docs/carrier.md`.
"""

from outreach.rules.dispositions import Fault

_CODES: dict[Fault, tuple[int, ...]] = {
    # Nothing can ever reach this number.
    # 63003 and 63024: the number is not on WhatsApp.
    Fault.NUMBER: (21211, 21217, 21214, 13223, 13226, 21614, 21635, 30005, 30006, 63003, 63024),
    # The person told the carrier to stop our texts: ours to remember too.
    Fault.PERSON: (21610, 63033),
    # Account, permission, sender or content: an operator must act.
    Fault.OURS: (
        20003, 10002, 21210, 21212, 21606, 21408, 21215, 13227, 21216, 13225,
        30002, 21219, 21608, 32017, 21617, 30007,
        # WhatsApp: free text outside the 24 hours (we should have sent the template), sender,
        # policy, content, template missing, wrong, rejected, paused or disabled.
        63016, 63001, 63007, 63013, 63005, 63021, 63027, 63028, 63040, 63041, 63042, 63051, 63112,
        21654, 21655, 21656, 21910,
    ),
    Fault.TRANSIENT: (20429, 10004, 22005, 21611, 30001, 30003, 30008, 30410, 63018, 63038),
    # 13224 is both "invalid" and "no carrier could deliver": no reason to burn a number.
    Fault.AMBIGUOUS: (13224, 21612, 30004, 30009, 30450, 63032, 63049),
}  # fmt: skip

_FAULT_BY_CODE = {str(code): fault for fault, codes in _CODES.items() for code in codes}


def fault_of(code: str | None) -> Fault | None:
    """The meaning of a carrier's code; None without a code, TRANSIENT for an unknown one."""
    if not code or code == "0":
        return None
    return _FAULT_BY_CODE.get(code, Fault.TRANSIENT)
