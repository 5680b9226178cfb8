"""The parts that every process is made of, opened from the settings."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flows.script import Script
from outreach import scripts
from outreach.carrier import Carrier, open_carrier
from outreach.clock import Clock, RealClock, clock_for
from outreach.recent import Recent
from outreach.rules.dispositions import Fault
from outreach.settings import Settings
from outreach.setups import Setup
from outreach.store import campaigns
from outreach.store.database import Connection, Store
from outreach.store.encryption import Keyring

if TYPE_CHECKING:
    from outreach.queue import Jobs


@dataclass
class System:
    """Settings, store, clocks, carrier and queue. The last two are opened when first used, since
    a web process never dials and a command may need neither. `wall` is the clock of whoever sits
    at the console: their sessions and codes keep real time also while a rehearsal's is warped."""

    settings: Settings
    store: Store
    clock: Clock
    given_carrier: Carrier | None = None
    given_jobs: "Jobs | None" = None
    wall: Clock = field(default_factory=RealClock)
    _setups: dict[tuple[int, int | None], Setup] = field(default_factory=dict, repr=False)
    _scripts: dict[tuple[str, int], Script] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, settings: Settings) -> "System":
        keyring = Keyring(settings.data_key_list, settings.index_key.get_secret_value())
        return cls(
            settings=settings,
            store=Store(settings.database_url, keyring),
            clock=clock_for(settings.rehearsal_clock),
        )

    def fault_of(self, code: str | None) -> Fault | None:
        """What an error code of the carrier in use means."""
        return self.settings.carrier_profile.fault_of(code)

    @property
    def carrier_name(self) -> str:
        """The name under which the database remembers the carrier."""
        return str(self.settings.carrier)

    @cached_property
    def recent(self) -> Recent:
        """What this process has counted a moment ago."""
        return Recent(self.wall)

    @cached_property
    def carrier(self) -> Carrier:
        return self.given_carrier or open_carrier(self.settings)

    @cached_property
    def jobs(self) -> "Jobs":
        # Redis and RQ take half a second to load, and most commands enqueue nothing.
        from outreach.queue import RedisJobs

        return self.given_jobs or RedisJobs(self.settings.redis_url)

    def setup(
        self, connection: Connection, campaign_id: int, script_version: int | None = None
    ) -> Setup:
        """A campaign's settings ready for use, with this version of its script.

        `script_version` is an attempt's, and may be left out where nothing is said. Neither the
        campaign's file nor a version of a script ever changes, so each is read once.
        """
        key = (campaign_id, script_version)
        if key not in self._setups:
            campaign = campaigns.by_id(connection, campaign_id)
            version = script_version or campaign.script_version
            script = self.script(connection, campaign.document["script"], version)
            self._setups[key] = Setup.of(campaign.document, script, campaign_id)
        return self._setups[key]

    def script(self, connection: Connection, name: str, version: int) -> Script:
        """A version of a script, the same object for all: what is cached by script is cached once.
        Raises NotFound."""
        if (name, version) not in self._scripts:
            self._scripts[name, version] = scripts.kept(connection, name, version)
        return self._scripts[name, version]
