"""What "we cannot" means here. What is expected (busy, opted out) is a value, not an error.

Each is raised with the text of its sentence and, apart, what fills it, so that whoever catches it
can tell it in another language: `NotFound("there is no user '%(login)s'", login=login)`.

ConvocaError
 ├── SettingsError          a setting is missing or wrong; nothing was started
 ├── BadFile                a registry, campaign or script file cannot be used
 ├── NotFound               no such campaign, list, person or script
 ├── NotAllowed             the state of things forbids it (a sample list on a real carrier)
 └── CarrierError
      ├── CarrierRefused       the carrier said no, with a code
      └── CarrierUnavailable   no answer, or a server's fault: it may have happened or not
"""

from flows.marking import marked
from flows.sentences import Refusal, Sentence


class ConvocaError(Refusal):
    """The root. Its sentence is one clear one for the person who can mend it."""


class SettingsError(ConvocaError):
    """A setting is missing or wrong; the text names it."""


class BadFile(ConvocaError):
    """A file cannot be used; the text says where and what was expected. Nothing was written."""


class NotFound(ConvocaError):
    """What was named does not exist."""


class NotAllowed(ConvocaError):
    """The state of things forbids it; nothing was changed."""


class CarrierError(ConvocaError):
    """The telephone network did not do what was asked."""


class CarrierRefused(CarrierError):
    """The carrier refused, so nothing was placed. `code` is the carrier's own, as text."""

    def __init__(self, code: str, message: str | Sentence) -> None:
        super().__init__(marked("carrier refused (%(code)s): %(why)s"), code=code, why=message)
        self.code = code


class CarrierUnavailable(CarrierError):
    """No usable answer. It may have happened or not, so it is never repeated blindly."""
