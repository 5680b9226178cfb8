"""What differs from country to country: one YAML file each, checked when it is read."""

from outreach.countries.pack import (
    CountryPack,
    LocaleVoice,
    Municipality,
    load_country,
    places,
)

__all__ = ["CountryPack", "LocaleVoice", "Municipality", "load_country", "places"]
