"""Experience reports: what a resource of that kind says besides, mostly in closed lists."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list
from models.project import ParticipationLevel


class Recruitment(ClosedList):
    """How participants were found."""

    OPEN_TO_ALL = "OPEN_TO_ALL", "Anyone could come."
    RANDOM_SELECTION = "RANDOM_SELECTION", "Drawn by lot."
    APPOINTMENT = "APPOINTMENT", "Named by an authority or organisation."
    ELECTION = "ELECTION", "Elected by their peers."
    TARGETED_INVITATION = "TARGETED_INVITATION", "Invited so as to reach people who are rarely heard."
    MIXED = "MIXED", "Several ways together."


class Interaction(ClosedList):
    """How participants met."""

    FACE_TO_FACE = "FACE_TO_FACE", "In the same place."
    ONLINE = "ONLINE", "At a distance."
    HYBRID = "HYBRID", "Both."


class DecisionMethod(ClosedList):
    """How the participants came to a result."""

    CONSENSUS = "CONSENSUS", "No one opposed."
    CONSENT = "CONSENT", "No reasoned objection."
    MAJORITY_VOTE = "MAJORITY_VOTE", "A vote by majority."
    PREFERENCE_VOTE = "PREFERENCE_VOTE", "A vote by ranking or grading."
    OPINION_COLLECTION = "OPINION_COLLECTION", "Opinions were gathered without a decision."
    DECISION_BY_AUTHORITY = "DECISION_BY_AUTHORITY", "The authority decided afterwards."


class ReportPurpose(ClosedList):
    """What the participation was for."""

    SHARE_POWER = "SHARE_POWER", "Let the public decide on a matter."
    DESIGN_SERVICE = "DESIGN_SERVICE", "Design or improve a public service."
    PLAN_SPACE = "PLAN_SPACE", "Plan a place or a territory."
    ALLOCATE_BUDGET = "ALLOCATE_BUDGET", "Decide how money is spent."
    EVALUATE_POLICY = "EVALUATE_POLICY", "Assess a public policy."
    BUILD_COMMUNITY = "BUILD_COMMUNITY", "Bring people together and make them able to act."
    SETTLE_CONFLICT = "SETTLE_CONFLICT", "Find a way out of a disagreement."


class ReportOutput(ClosedList):
    """What came out of the participation."""

    RECOMMENDATIONS = "RECOMMENDATIONS", "Recommendations or an opinion."
    ACTION_PLAN = "ACTION_PLAN", "A plan of action."
    BUILT_WORK = "BUILT_WORK", "Works or equipment."
    NEW_SERVICE = "NEW_SERVICE", "A new or changed service."
    RULES = "RULES", "Rules, a charter or statutes."
    NETWORK = "NETWORK", "A lasting group or network."


class ExperienceReport(Table, table=True):
    """What an experience report says besides its text: closed lists, costs, and conditions of reuse."""

    __tablename__ = "experience_report"

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    participation_level: ParticipationLevel = Field(
        sa_type=closed_list(ParticipationLevel), description="How much say the public had."
    )
    purposes: list[ReportPurpose] = Field(default=[], sa_type=JSON_LIST, description="What the participation was for.")
    recruitment: Recruitment = Field(sa_type=closed_list(Recruitment), description="How participants were found.")
    interaction: Interaction = Field(sa_type=closed_list(Interaction), description="How participants met.")
    decision_method: DecisionMethod = Field(
        sa_type=closed_list(DecisionMethod), description="How the participants came to a result."
    )
    outputs: list[ReportOutput] = Field(
        default=[], sa_type=JSON_LIST, description="What came out of the participation."
    )
    participants: int | None = Field(default=None, description="Number of people who took part.")
    cost_cents: int | None = Field(default=None, sa_type=BigInteger, description="Cost, in euro cents.")
    cost_days: int | None = Field(default=None, description="Work put in, in person-days.")
    what_worked: str = Field(description="What worked, in Markdown.")
    what_failed: str = Field(description="What failed or was harder than expected, in Markdown.")
    reuse_conditions: str = Field(description="On what conditions others can do the same, in Markdown.")
    evidence: str | None = Field(default=None, description="What shows the effects claimed, in Markdown.")
    formally_evaluated: bool = Field(default=False, description="Whether an evaluation was made and written down.")
