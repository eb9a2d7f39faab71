"""The types that networks exchange come in an order in which each can refer to those before it."""

from dataclasses import dataclass, field

import pytest

from resolvers.core.record_types import RECORD_TYPES
from resolvers.exchange.exchange_order import EXCHANGED_TYPES, exchange_order


@dataclass
class Listed:
    type_name: str


@dataclass
class Kind:
    """As much of a record type as the order looks at: where its columns lead, and what its lists name."""

    leads: str = ""
    names: str = ""
    references: dict = field(init=False)
    lists: dict = field(init=False)

    def __post_init__(self):
        self.references = {each: (f"{each}_id", each) for each in self.leads.split()}
        self.lists = {each: Listed(each) for each in self.names.split()}


def order(**kinds: Kind) -> str:
    return " ".join(exchange_order(kinds))


def test_types_come_after_those_that_their_columns_lead_to():
    assert order(A=Kind("C"), B=Kind(), C=Kind("B")) == "B C A"


def test_types_that_refer_to_nothing_come_in_alphabetical_order():
    assert order(B=Kind(), A=Kind("Elsewhere"), C=Kind("C")) == "A B C"


def test_a_list_comes_after_what_it_names_where_that_can_be():
    assert order(A=Kind(names="B"), B=Kind()) == "B A"
    assert order(A=Kind(names="B"), B=Kind("A")) == "A B"


def test_columns_that_lead_round_in_a_circle_are_refused():
    with pytest.raises(ValueError, match="A, B"):
        order(A=Kind("B"), B=Kind("A"))


def test_all_types_but_contacts_are_exchanged():
    assert set(EXCHANGED_TYPES) == RECORD_TYPES.keys() - {"Contact"}
    first = ("Actor", "Membership", "Project", "Participation", "Resource", "Workshop")
    assert tuple(each for each in EXCHANGED_TYPES if each in first) == first
