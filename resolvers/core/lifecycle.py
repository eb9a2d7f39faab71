"""Lifecycles: the states of something, and the actions that lead from one to another, as data.

Checks, refusals and the diagrams of the documentation come from it.
"""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models import ClosedList
from resolvers.core.refusals import Conflict, Refusal, refuse

NOWHERE: frozenset[ClosedList] = frozenset()
"""As `since`: the action begins the lifecycle. As `to`: it leaves the state as it is."""
LIFECYCLES: dict[str, "Lifecycle"] = {}
"""All lifecycles, by name."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action that some states allow; several of one name lead from different states to different ones."""

    name: str
    since: AbstractSet[ClosedList]
    """The states in which it can be done."""
    to: AbstractSet[ClosedList]
    """The states to which it can lead."""
    by: str
    """The one who does it, in words, for the diagram."""


@dataclass(frozen=True, slots=True)
class Event(Action):
    """An action that follows from something else: nobody asks for it, so it is never refused."""

    deadline: str | None = None
    """The column with the moment at which the clock does it."""


class Lifecycle:
    """The states of one kind of thing, stored in a column or derived from several, and all actions on it."""

    def __init__(
        self,
        name: str,
        states: type[ClosedList],
        *actions: Action,
        refusal: Callable[[Action, str], Refusal] = lambda _action, _state: Conflict("NOT_IN_THIS_STATE"),
    ) -> None:
        """Declare a lifecycle; `refusal` makes the refusal of an action in a state that does not allow it.

        Raises ValueError if there is a lifecycle of that name.
        """
        self.name, self.states, self.actions, self.refusal = name, states, list(actions), refusal
        if LIFECYCLES.setdefault(name, self) is not self:
            raise ValueError(f"There is a lifecycle '{name}' already.")

    def add(self, *actions: Action) -> None:
        """Add the actions of a package above."""
        self.actions += actions

    def check(self, name: str, state: str, version: int | None = None) -> None:
        """Refuse an action in a state that does not allow it, with the version of the record, if it has one.

        Raises LookupError if no action has the name.
        """
        if not self.allows(name, state):
            refused = self.refusal(self._named(name)[0], state)
            refuse(replace(refused, version=version) if isinstance(refused, Conflict) else refused)

    def allows(self, name: str, state: str) -> bool:
        """Return True if the state allows the action; raises LookupError if no action has the name."""
        return any(state in action.since for action in self._named(name))

    def is_due(self, name: str, state: str, row: Any, now: datetime) -> bool:
        """Return True if the clock does the action now: the state allows it, and the deadline in `row` has passed.

        Raises LookupError if no action has the name.
        """
        events = [each for each in self._named(name) if isinstance(each, Event) and state in each.since]
        moments = [getattr(row, each.deadline) for each in events if each.deadline is not None]
        return any(moment is not None and moment <= now for moment in moments)

    def diagram(self) -> str:
        """Return the diagram in Mermaid: each arrow with its actions, and who does them."""
        arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for action in self.actions:
            moment = f" at {action.deadline}" if isinstance(action, Event) and action.deadline else ""
            for since in self._ordered(action.since) or ["[*]"]:
                for to in self._ordered(action.to) or [since]:
                    arrows[since, to].append(f"{action.name.lower()} ({action.by}{moment})")
        lines = [f"    {since} --> {to}: {', '.join(said)}" for (since, to), said in arrows.items()]
        return "\n".join(["stateDiagram-v2", *lines])

    def _ordered(self, states: AbstractSet[ClosedList]) -> list[str]:
        return [each.value for each in self.states if each in states]

    def _named(self, name: str) -> list[Action]:
        if found := [each for each in self.actions if each.name == name]:
            return found
        raise LookupError(f"No action of the lifecycle '{self.name}' is called '{name}'.")
