"""The rooms of the console, each with the pages of one kind of work. A new one is a line here."""

from collections.abc import Sequence

from flask import Blueprint

from ivr.console import assets, navigation, row_ids, sessions
from ivr.console.account import account
from ivr.console.campaigns import campaigns
from ivr.console.desk import desk
from ivr.console.languages import languages
from ivr.console.leads import leads
from ivr.console.live import live
from ivr.console.matches import matches
from ivr.console.new_campaign import new_campaign
from ivr.console.people import people
from ivr.console.registry import registry
from ivr.console.reports import reports
from ivr.console.requests import requests
from ivr.console.scripts import scripts
from ivr.console.second_factor import second_factor
from ivr.console.sign_in import sign_in
from ivr.console.supervision import supervision
from ivr.console.trials import trials

# what all rooms have in common
PARTS = (assets, navigation, row_ids, sessions)

ROOMS: Sequence[Blueprint] = (
    languages,
    sign_in,
    second_factor,
    account,
    campaigns,
    new_campaign,
    live,
    people,
    scripts,
    trials,
    registry,
    matches,
    reports,
    requests,
    leads,
    desk,
    supervision,
)
