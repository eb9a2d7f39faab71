"""The stages of a review case: what can be done with it in each, and where that leads."""

from models import Stage
from resolvers.core.lifecycle import NOWHERE, Action, Event, Lifecycle
from resolvers.core.refusals import Conflict

PENDING = frozenset({Stage.OPEN, Stage.ESCALATED})
"""The stages of what is not decided."""
CASE_LIFECYCLE = Lifecycle(
    "review case",
    Stage,
    Action("open", since=NOWHERE, to={Stage.OPEN}, by="whoever asks something"),
    Action("vote", since={Stage.OPEN}, to={Stage.OPEN, Stage.DECIDED}, by="a network"),
    Action("hold", since={Stage.OPEN}, to=NOWHERE, by="a network"),
    Action("answer", since={Stage.OPEN}, to={Stage.DECIDED}, by="the owner of the record"),
    Event(
        "count", since={Stage.OPEN}, to={Stage.OPEN, Stage.DECIDED, Stage.ESCALATED}, by="the clock", deadline="next_at"
    ),
    Event("change", since=PENDING, to={Stage.OPEN}, by="whoever edits the record"),
    Action("withdraw", since=PENDING, to={Stage.WITHDRAWN}, by="whoever asked"),
    Action("settle", since={Stage.ESCALATED}, to={Stage.DECIDED}, by="a steward"),
    Event("lapse", since={Stage.ESCALATED}, to={Stage.OPEN, Stage.DECIDED}, by="the clock", deadline="next_at"),
    Action("appeal", since={Stage.DECIDED}, to={Stage.OPEN}, by="whoever lost"),
    refusal=lambda _action, stage: Conflict(f"CASE_{stage}"),
)
