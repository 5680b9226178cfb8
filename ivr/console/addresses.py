"""Decides where a form may lead: to a page of ours, and nowhere else."""

from ivr.console.navigation import first_page


def own_page(wanted: str | None) -> str:
    """Only a path of ours: nobody is sent elsewhere by a crafted address."""
    if wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\")):
        return wanted
    return first_page()
