"""What a campaign works with: its file, its country, its hours and its script, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from flows.medium import Medium
from flows.script import Script
from flows.sentences import Sentence, sentence
from flows.turn import Context, Line, Person
from outreach.campaign_file import WEEKDAYS, CampaignFile, Window
from outreach.carrier.profile import Profile
from outreach.channels import Channel, address
from outreach.countries import CountryPack, load_country
from outreach.errors import BadFile
from outreach.rules.calling_hours import CallingHours
from outreach.rules.costs import Tariff
from outreach.rules.policy import After, Policy

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Setup:
    """A campaign's settings, ready for use. `policy` leaves out what its media cannot do."""

    campaign_id: int
    file: CampaignFile
    country: CountryPack
    hours: CallingHours
    agent_hours: CallingHours
    policy: Policy
    script: Script

    @classmethod
    def of(cls, document: Mapping[str, Any], script: Script, campaign_id: int = 0) -> "Setup":
        """Raises BadFile when the country is not there.

        `campaign_id` is 0 for a campaign that is not stored (yet).
        """
        file = CampaignFile.model_validate(document)
        country = load_country(file.country)
        _check_places(file, country)
        return cls(
            campaign_id=campaign_id,
            file=file,
            country=country,
            hours=_narrowed(country.calling_hours(), file),
            agent_hours=_agent_hours(country.calling_hours(), file),
            policy=_policy(file, country),
            script=script,
        )

    def notice(self, occasion: str, name: str = "", caller_id: str = "") -> Line:
        """What is said or written on this occasion to somebody who is not asked anything; from
        `caller_id`, else from the first of the campaign's numbers."""
        number = self.file.number_to_ring(caller_id or self.file.callers[0].number)
        values = {"name": name, "callback_number": number}
        return Line(self.script.notices[occasion], values)

    def faults(self) -> list[Sentence]:
        """Why the policy cannot be kept with this script and by this channel."""
        wanted = [name for name, is_wanted in self._notices().items() if is_wanted]
        faults = [
            sentence(
                "the script '%(script)s' has no notice '%(notice)s'",
                script=self.script.name,
                notice=name,
            )
            for name in wanted
            if name not in self.script.notices
        ]
        if self.channel is Channel.WHATSAPP and {"before_call", "missed_call"} & set(wanted):
            faults.append(
                sentence("a notice cannot go by WhatsApp, where the template comes first")
            )
        return faults

    def _notices(self) -> Mapping[str, object]:
        """Which of the script's notices the policy wants, by occasion."""
        policy = self.policy
        after = (getattr(policy.after, name) for name in After.model_fields)
        on_missed = any(following.medium is Medium.TEXT for following in after)
        return {
            "before_call": policy.pre_notice or policy.pre_notice_arms,
            "missed_call": on_missed and policy.max_missed_call_texts,
            "voicemail": policy.max_voicemails,
        }

    @property
    def channel(self) -> Channel:
        """By which channel this campaign's texts go."""
        return Channel.WHATSAPP if self.file.whatsapp_sender else Channel.SMS

    def address(self, medium: Medium, number: str) -> str:
        """Where the carrier finds this number, for a call or for a text."""
        return number if medium is Medium.VOICE else address(self.channel, number)

    @property
    def two_way(self) -> bool:
        """Whether the people of this campaign can answer its texts."""
        if self.channel is Channel.WHATSAPP:
            return True
        ours = self.file.two_way
        return self.country.texts.two_way if ours is None else ours

    @property
    def call_back_missed(self) -> bool:
        """Whether calls of people we know are returned rather than taken."""
        ours = self.file.call_back_missed
        wanted = self.country.call_back_missed if ours is None else ours
        return wanted and self.policy.max_ring_backs > 0

    @property
    def tariff(self) -> Tariff | None:
        """What the carrier charges, as far as somebody wrote it down."""
        return self.file.tariff or self.country.tariff

    def beyond(self, carrier: Profile) -> Sentence | None:
        """What this campaign wants and the carrier cannot do; None when it can do all of it."""
        if Medium.TEXT in self.file.media and not carrier.can.texts:
            return sentence(
                "%(carrier)s sends no texts; take 'text' out of media", carrier=carrier.name
            )
        if self.two_way and not carrier.can.inbound_texts:
            return sentence(
                "%(carrier)s takes no texts from people; set two_way to false",
                carrier=carrier.name,
            )
        return None

    def context(
        self, person: Person, now: datetime, kept: Mapping[str, str] = _NOTHING
    ) -> Context:
        """The world as one turn of a conversation sees it, after the answers `kept` so far.

        Who is interested is called by an agent next, so times are agreed in the agents' hours.
        """
        hours = self.agent_hours if kept.get("interest") == "yes" else self.hours
        return Context(
            person=person,
            now=now.astimezone(self.hours.zone),
            open_hours=hours.open_on,
            places=self.country.places,
        )


def _check_places(file: CampaignFile, country: CountryPack) -> None:
    """Raises BadFile when a place is named that the country pack does not know."""
    named = {place for caller in file.callers for place in caller.municipalities}
    named |= file.target.municipalities.keys()
    unknown = sorted(named - country.municipalities.keys())
    if unknown:
        known = ", ".join(country.municipalities)
        raise BadFile(
            "no municipality is called '%(place)s'; there is: %(known)s",
            place=unknown[0],
            known=known,
        )


def _narrowed(country: CallingHours, file: CampaignFile) -> CallingHours:
    """The country's hours, narrowed by the campaign's; never widened."""
    weekly = dict(country.weekly)
    for day, wanted in file.hours.items():
        weekday = WEEKDAYS.index(day)
        weekly[weekday] = _both(country.weekly.get(weekday), wanted)
    blackout = frozenset(file.closed)
    holidays = country.closed_dates
    return CallingHours(
        zone=country.zone,
        weekly=weekly,
        closed_dates=lambda day: (
            day in blackout or (holidays(day) if callable(holidays) else day in holidays)
        ),
        last_call=country.last_call,
    )


def _both(allowed: Window | None, wanted: Window | None) -> Window | None:
    if allowed is None or wanted is None:
        return None
    opens: time = max(allowed[0], wanted[0])
    closes: time = min(allowed[1], wanted[1])
    return (opens, closes) if opens < closes else None


def _agent_hours(country: CallingHours, file: CampaignFile) -> CallingHours:
    weekly = {WEEKDAYS.index(day): hours for day, hours in file.agents.hours.items()}
    return CallingHours(
        zone=country.zone, weekly=weekly or country.weekly, closed_dates=country.closed_dates
    )


def _policy(file: CampaignFile, country: CountryPack) -> Policy:
    """The campaign's policy over the country's, without what its media cannot do."""
    policy = file.policy.over(country.policy)
    if Medium.TEXT not in file.media:
        policy = without_texts(policy)
    if Medium.VOICE not in file.media:
        policy = policy.model_copy(update={"max_voice_attempts": 0, "max_ring_backs": 0})
    return policy


def without_texts(policy: Policy) -> Policy:
    """The same policy for a campaign that sends none, or whose texts are stopped."""
    texts: dict[str, Any] = {"text_after_voice_attempts": (), "max_missed_call_texts": 0}
    notices: dict[str, Any] = {"pre_notice": False, "pre_notice_arms": ()}
    return policy.model_copy(update=texts | notices)
