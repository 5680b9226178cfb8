"""A ministry's spreadsheet → people, with a reason for every row."""

from outreach.registry.importing import Imported, import_registry
from outreach.registry.recognising import recognise

__all__ = ["Imported", "import_registry", "recognise"]
