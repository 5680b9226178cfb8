"""What a person who listens to a call says answered it: the codes of the hand-coded sample."""

from enum import StrEnum


class HeardAs(StrEnum):
    """Values are stored and written into coding sheets: never rename."""

    HUMAN = "human"
    MACHINE = "machine"  # a voicemail or an answering machine
    RECORDING = "recording"  # the network's: out of service, no balance
    FAX = "fax"
    SILENCE = "silence"
    UNCLEAR = "unclear"  # cannot be told
