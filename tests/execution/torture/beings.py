"""Objects with attributes and resolvers: two interfaces, two unions, shared objects, recursion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched
from tests.execution.torture.chance import Place, error_at
from tests.execution.torture.scalars import Colour
from tests.execution.torture.works import BookConnection, Work, books_of, works_of


@strawberry.interface
class Named:
    name: str | None
    number: int

    @strawberry.field
    def label(self, prefix: str = "n", times: int = 1) -> str:
        if times < 0:
            raise error_at(Place(self.number, "label"))
        return f"{prefix}{self.number}" * min(times, 3)

    @batched(type=list["Named | None"])
    async def kin(parents: Sequence["Named"], info: BatchInfo) -> list[Any]:
        return [
            [NAMED[Place(each.number, "kin").at(index).number(len(NAMED))] for index in range(2)] for each in parents
        ]


@strawberry.interface
class Placed:
    altitude: float

    @strawberry.field
    async def town(self) -> "Town | None":
        return TOWNS[Place(self.altitude, "town").number(len(TOWNS))] if self.altitude < 900 else None


@strawberry.type
class Person(Named, Placed):
    born: date | None
    colour: Colour
    boss: "Person | None" = None

    @strawberry.field
    def secret(self) -> str:
        if self.number % 3 == 1:
            raise error_at(Place(self.number, "secret"))
        return f"secret {self.number}"

    @batched
    async def friends(parents: Sequence["Person"], info: BatchInfo, first: int = 2) -> list[list["Person"]]:
        return [
            [PEOPLE[(each.number * 2 + step) % len(PEOPLE)] for step in range(min(max(first, 0), 3))]
            for each in parents
        ]

    @batched(type=Annotated["Person", strawberry.lazy("tests.execution.torture.beings")] | None)
    def partner(parents: Sequence["Person"], info: BatchInfo) -> list[Any]:
        """An exception for one parent, a null for another, a town for a third."""
        odd = {2: error_at(Place(2, "partner")), 3: None, 5: TOWNS[0]}
        return [odd.get(each.number, PEOPLE[each.number - 1]) for each in parents]

    @batched(type=list[Annotated["Anything", strawberry.lazy("tests.execution.torture.beings")]])
    async def belongings(parents: Sequence["Person"], info: BatchInfo) -> list[Any]:
        return [anything_of(Place(each.number, "belongings")) for each in parents]

    @batched
    async def books(
        parents: Sequence["Person"], info: BatchInfo, first: int = 3, colours: list[Colour] | None = None
    ) -> list[BookConnection]:
        return books_of([each.number for each in parents], info.selected, first, colours)

    @batched
    def works(parents: Sequence["Person"], info: BatchInfo) -> list[list[Work]]:
        return works_of([each.number for each in parents], info.selected)


@strawberry.type
class Town(Named, Placed):
    mayor: Person
    """Missing in some towns, against the type."""

    @batched
    async def people(parents: Sequence["Town"], info: BatchInfo, first: int | None = 4) -> list[list[Person] | None]:
        return [None if first is None else PEOPLE[: min(max(first, 0), len(PEOPLE))] for _ in parents]

    @batched
    async def broken(parents: Sequence["Town"], info: BatchInfo) -> list[str | None]:
        raise error_at(Place("Town", "broken"))

    @batched
    async def short(parents: Sequence["Town"], info: BatchInfo) -> list[str]:
        return ["a value is missing"] * (len(parents) - 1)

    @batched(type=int | None)
    def shapeless(parents: Sequence["Town"], info: BatchInfo) -> Any:
        return None


@strawberry.type
class Gadget(Named):
    @strawberry.field
    def owner(self, info: strawberry.Info) -> Annotated["Living", strawberry.lazy("tests.execution.torture.beings")]:
        return GHOSTS[0] if self.number % 2 else PEOPLE[self.number % len(PEOPLE)]

    @strawberry.field
    def operation_name(self, info: strawberry.Info) -> str:
        return f"{info.field_name} {info.python_name} {sorted(info.variable_values)}"


@strawberry.type
class Ghost:
    age: int

    @strawberry.field
    async def haunts(self) -> Placed | None:
        return None if self.age > 500 else TOWNS[self.age % len(TOWNS)]

    @strawberry.field
    def fears(self) -> list[Named]:
        """Among them is a ghost, which has no name."""
        return [PEOPLE[0], self] if self.age == 300 else [GADGETS[0]]  # type: ignore[list-item]


@dataclass
class Unknown:
    """Of no type that the schema knows."""

    number: int


Anything = Annotated[Person | Town | Gadget | Ghost, strawberry.union("Anything")]
Living = Annotated[Person | Ghost, strawberry.union("Living")]

PEOPLE = [
    Person(
        number=number,
        name=None if number == 4 else f"person {number}",
        altitude=number * 250.5,
        born=None if number % 2 else date(1990 + number, 1, 1 + number),
        colour=list(Colour)[number % 3],
    )
    for number in range(6)
]
for _person in PEOPLE[1:]:
    _person.boss = PEOPLE[0] if _person.number < 4 else PEOPLE[3]
TOWNS = [
    Town(number=number, name=f"town {number}", altitude=number * 10.0, mayor=None if number == 2 else PEOPLE[number])  # type: ignore[arg-type]
    for number in range(3)
]
GADGETS = [Gadget(number=number, name=f"gadget {number}") for number in range(3)]
GHOSTS = [Ghost(age=age) for age in (100, 300, 600)]
NAMED: list[Any] = [*PEOPLE, *TOWNS, *GADGETS]


def named_at(place: Place) -> Any:
    """Mostly something with a name; a ghost, or an unknown thing, now and then."""
    chance = place.number(50, "named")
    return GHOSTS[0] if chance == 0 else Unknown(1) if chance == 1 else NAMED[place.number(len(NAMED))]


def anything_at(place: Place) -> Any:
    """Mostly a member of the union."""
    return (
        Unknown(2) if place.number(50, "anything") == 0 else [*NAMED, *GHOSTS][place.number(len(NAMED) + len(GHOSTS))]
    )


def anything_of(place: Place) -> list[Any]:
    return [anything_at(place.at(index)) for index in range(place.number(4))]
