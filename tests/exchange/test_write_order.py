"""The rows of a batch are written in an order in which each finds what it refers to."""

import models
from tests.exchange.client import ExchangeClient

GUIDE = {"kind": "GUIDE", "title": "Monter une assemblée citoyenne"}


async def test_a_known_record_comes_to_refer_to_a_new_one(world: ExchangeClient):
    assert await world.told("Resource", {"reference": "copy", **GUIDE}) == [("CREATED", 1)]
    original, copy = {"reference": "original", **GUIDE}, {"reference": "copy", "derivedFrom": {"external": "original"}}
    assert await world.told("Resource", original, copy, atomic=True) == [("CREATED", 1), ("UPDATED", 2)]
    links = {each["reference"]: each["node_id"] for each in await world.rows(models.ExternalReference)}
    derived = {each["id"]: each["derived_from_id"] for each in await world.rows(models.Resource)}
    assert derived[links["copy"]] == links["original"]
