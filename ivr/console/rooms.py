"""The pages that people work in, one blueprint each; a new one is a line here."""

from ivr.console.account import account
from ivr.console.desk import desk
from ivr.console.leads import leads
from ivr.console.supervision import supervision

ROOMS = (account, leads, desk, supervision)
