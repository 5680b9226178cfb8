"""The JSON Schema of a script file, by which editors complete and check it as it is written."""

import json
from typing import Any

from flows.script import SCRIPTS
from flows.steps import ScriptFile

SCHEMA = SCRIPTS / "script.schema.json"  # the copy that scripts point their editors to


def script_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). What steps and wordings refer to, `flask script check` sees."""
    made = ScriptFile.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_closed(made)}


def _closed(part: Any) -> Any:
    # a name that breaks its pattern is an error for us, and for JSON Schema only when told so
    if isinstance(part, list):
        return [_closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    closing = {"additionalProperties": False} if "patternProperties" in part else {}
    return {**{key: _closed(value) for key, value in part.items()}, **closing}


def schema_text() -> str:
    """As it lies in the file."""
    return json.dumps(script_schema(), indent=2, ensure_ascii=False) + "\n"
