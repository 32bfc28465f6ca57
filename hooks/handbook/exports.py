"""The records as data: one JSON file a folder, and the JSON Schema that it keeps to."""

import csv
import io
import json
from typing import Any

from pydantic import TypeAdapter

from handbook import model
from handbook.library import Library
from handbook.pay import labels

VERSION = "v1"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
UNPUBLISHED = {"body", "term_links"}
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def files(library: Library) -> dict[str, str]:
    """The data files by their paths below the site; records in the order of their ids."""
    found = {}
    for folder, cls in model.RECORDS.items():
        records = [
            {
                **record.model_dump(mode="json", exclude=UNPUBLISHED, exclude_none=True),
                "page": f"/{folder}/{record.id}/",
            }
            for _, record in sorted(library.folder(folder).items())
        ]
        schema = f"/data/{VERSION}/schema/{folder}.json"
        data = {"$schema": schema, "license": LICENSE, "records": records}
        found[f"data/{VERSION}/{folder}.json"] = _text(data)
        found[schema[1:]] = _text(_schema(cls))
    return found | _pay(library)


def _pay(library: Library) -> dict[str, str]:
    """The pay figures with their labels of age, as JSON and as CSV; empty means not known."""
    rows = [
        {**one.model_dump(mode="json"), "labels": list(labels(one, library.observations).values())}
        for _, one in sorted(library.observations.items())
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, [*model.Observation.model_fields, "labels"], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    data = {"license": LICENSE, "observations": rows}
    return {
        f"data/{VERSION}/salaries.json": _text(data),
        f"data/{VERSION}/salaries.csv": text.getvalue(),
    }


def _cell(value: object) -> object:
    """A value as a cell: labels in a row, and no text that a spreadsheet would run as a formula."""
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(RUN_BY_SPREADSHEETS) else text


def _schema(cls: type[model.Record]) -> dict[str, Any]:
    record = TypeAdapter(cls).json_schema(mode="serialization")
    definitions = record.pop("$defs", {})
    for name in UNPUBLISHED:
        record["properties"].pop(name, None)
    record["properties"]["page"] = {"type": "string"}
    record["required"].append("page")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{cls.FOLDER} of the Internet Marketer Handbook",
        "type": "object",
        "required": ["license", "records"],
        "properties": {
            "$schema": {"type": "string"},
            "license": {"type": "string"},
            "records": {"type": "array", "items": record},
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
