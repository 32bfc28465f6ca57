"""The records as data: they keep to the schema that is published beside them."""

import json

import pytest
from jsonschema import Draft202012Validator

from golden import FICTIONAL
from handbook import exports
from handbook.loading import load
from handbook.model import RECORDS

FILES = exports.files(load(FICTIONAL))


@pytest.mark.parametrize("folder", RECORDS)
def test_data_keep_to_their_schema(folder: str) -> None:
    data = json.loads(FILES[f"data/v1/{folder}.json"])
    schema = json.loads(FILES[data["$schema"][1:]])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert data["records"]
    broken = {**data, "records": [{**data["records"][0], "strange": 1}]}
    assert list(validator.iter_errors(broken))


def test_a_term_as_data() -> None:
    [term] = [
        record
        for record in json.loads(FILES["data/v1/terminology.json"])["records"]
        if record["id"] == "beam-range"
    ]
    assert term["page"] == "/terminology/beam-range/"
    assert term["abbreviation"] == "BR"
    assert term["metric"]["formula"] == "height * 2 + 1"
    assert term["metric"]["inputs"]["height"]["max"] == "200"
    assert "body" not in term


def test_a_resource_keeps_its_own_address() -> None:
    """The publisher's address and the page of the handbook are two fields."""
    for resource in json.loads(FILES["data/v1/training.json"])["records"]:
        assert resource["page"] == f"/training/{resource['id']}/"
        assert resource["address"].startswith("https://")
