"""Experience reports: the structured part of a resource of that kind, mostly closed lists."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list
from models.project import ParticipationLevel


class Recruitment(ClosedList):
    """Recruitment of the participants."""

    OPEN_TO_ALL = "OPEN_TO_ALL", "Open to everyone."
    RANDOM_SELECTION = "RANDOM_SELECTION", "Drawn by lot."
    APPOINTMENT = "APPOINTMENT", "Appointed by an authority or organisation."
    ELECTION = "ELECTION", "Elected by their peers."
    TARGETED_INVITATION = "TARGETED_INVITATION", "Targeted invitations, to reach people who are rarely heard."
    MIXED = "MIXED", "Several methods of recruitment."


class Interaction(ClosedList):
    """Form in which participants met."""

    FACE_TO_FACE = "FACE_TO_FACE", "Participants met in the same place."
    ONLINE = "ONLINE", "Online only."
    HYBRID = "HYBRID", "Some participants met in one place, others online."


class DecisionMethod(ClosedList):
    """Method by which the participants reached a decision."""

    CONSENSUS = "CONSENSUS", "Nobody opposed the result."
    CONSENT = "CONSENT", "Nobody raised a reasoned objection."
    MAJORITY_VOTE = "MAJORITY_VOTE", "A majority vote."
    PREFERENCE_VOTE = "PREFERENCE_VOTE", "A vote by ranking or grading."
    OPINION_COLLECTION = "OPINION_COLLECTION", "Opinions were gathered without a decision."
    DECISION_BY_AUTHORITY = "DECISION_BY_AUTHORITY", "The authority decided afterwards."


class ReportPurpose(ClosedList):
    """Purposes of the participation."""

    SHARE_POWER = "SHARE_POWER", "Give the public the power to decide."
    DESIGN_SERVICE = "DESIGN_SERVICE", "Design or improve a public service."
    PLAN_SPACE = "PLAN_SPACE", "Plan a place or a territory."
    ALLOCATE_BUDGET = "ALLOCATE_BUDGET", "Decide how money is spent."
    EVALUATE_POLICY = "EVALUATE_POLICY", "Evaluate a public policy."
    BUILD_COMMUNITY = "BUILD_COMMUNITY", "Bring people together and make them able to act."
    SETTLE_CONFLICT = "SETTLE_CONFLICT", "Resolve a conflict."


class ReportOutput(ClosedList):
    """Results of the participation."""

    RECOMMENDATIONS = "RECOMMENDATIONS", "Recommendations or an opinion."
    ACTION_PLAN = "ACTION_PLAN", "An action plan."
    BUILT_WORK = "BUILT_WORK", "Works or equipment."
    NEW_SERVICE = "NEW_SERVICE", "A new or changed service."
    RULES = "RULES", "Rules, a charter or statutes."
    NETWORK = "NETWORK", "A lasting group or network."


class ExperienceReport(Table, table=True):
    """The structured part of an experience report: classification, costs, results and conditions of reuse."""

    __tablename__ = "experience_report"
    impersonal = frozenset({"purposes", "outputs", "what_worked", "what_failed", "reuse_conditions", "evidence"})

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    participation_level: ParticipationLevel = Field(
        sa_type=closed_list(ParticipationLevel), description="Level of participation of the public (IAP2 spectrum)."
    )
    purposes: list[ReportPurpose] = Field(default=[], sa_type=JSON_LIST, description="Purposes of the participation.")
    recruitment: Recruitment = Field(sa_type=closed_list(Recruitment), description="Recruitment of the participants.")
    interaction: Interaction = Field(sa_type=closed_list(Interaction), description="Form in which participants met.")
    decision_method: DecisionMethod = Field(
        sa_type=closed_list(DecisionMethod), description="Method by which the participants reached a decision."
    )
    outputs: list[ReportOutput] = Field(default=[], sa_type=JSON_LIST, description="Results of the participation.")
    participants: int | None = Field(default=None, description="Number of people who took part.")
    cost_cents: int | None = Field(default=None, sa_type=BigInteger, description="Cost, in euro cents.")
    cost_days: int | None = Field(default=None, description="Work put in, in person-days.")
    what_worked: str = Field(description="What worked, in Markdown.")
    what_failed: str = Field(description="What failed or was harder than expected, in Markdown.")
    reuse_conditions: str = Field(description="Conditions under which others can do the same, in Markdown.")
    evidence: str | None = Field(default=None, description="Evidence of the effects, in Markdown.")
    formally_evaluated: bool = Field(default=False, description="True if a written evaluation exists.")
