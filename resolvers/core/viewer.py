"""The viewer: a visitor, a person who is signed in, or a partner network's program."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.visibility.access import Access
from models import Scope, SpaceRole
from resolvers.core.quotas import QUOTAS, Quotas

EVERY_SCOPE = frozenset(Scope)
PERSONAL = EVERY_SCOPE - {Scope.CONTACTS_READ}
"""The scopes of a person who signed in; who edits for a network with a voice may read contacts as well."""
RANK = {SpaceRole.MEMBER: 1, SpaceRole.EDITOR: 2, SpaceRole.ADMIN: 3}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The party behind one request."""

    account_id: str | None = None
    token_id: str | None = None
    network_id: str | None = None
    """The network whose token it is."""
    answered_by: str | None = None
    """The account of the person who answers for the token."""
    networks: frozenset[str] = frozenset()
    """The networks in whose spaces the viewer has a role."""
    voices: frozenset[str] = frozenset()
    """The networks with a voice for which the viewer acts: who edits in their spaces, and their programs."""
    scopes: frozenset[Scope] = frozenset()
    """Scopes of the request; a person has all of them, and still acts only in their own spaces."""
    roles: Mapping[str, SpaceRole] = field(default_factory=dict)
    """The viewer's role in each space."""
    steward: bool = False
    reason: str | None = None
    """The reason why they act as a steward; None where they do not, but as anybody else."""
    request_id: str = ""
    language: str = "fr"
    """Language of messages: `fr` or `en`."""
    address: str = ""
    """The IP address of the request."""
    quotas: Quotas = QUOTAS
    """Storage quotas, as the operator has set them."""

    @property
    def is_authenticated(self) -> bool:
        """True if the viewer is not a visitor."""
        return self.account_id is not None or self.token_id is not None

    @property
    def acts_as_steward(self) -> bool:
        """True if it is a steward who says why, or what carries out a decision."""
        return self.steward and (self.reason is not None or not self.is_authenticated)

    @property
    def person_id(self) -> str | None:
        """Return the account of the responsible person; None for visitors and tokens without one."""
        return self.account_id or self.answered_by

    @property
    def key(self) -> str:
        """Return the key of the viewer's idempotency keys and limits."""
        return self.token_id or self.account_id or self.address

    @property
    def own(self) -> list[str]:
        """The ids of what is the viewer's: their spaces, and themselves, as a person or as a network's program."""
        return [*self.roles, *(each for each in (self.account_id, self.network_id) if each is not None)]

    @property
    def access(self) -> Access:
        """Return the viewer's read permissions."""
        reads = Scope.READ in self.scopes
        return Access(
            everything=self.steward and reads,
            own=reads and bool(self.own),
            partners=Scope.CONTACTS_READ in self.scopes and bool(self.voices),
            moderates=Scope.MODERATION_VOTE in self.scopes and bool(self.voices),
        )

    @property
    def visibility_parameters(self) -> dict[str, list[str]]:
        """Return the values to bind in statements that are compiled for the viewer's access."""
        return self.access.parameters(own=self.own, voices=sorted(self.voices))

    def has_role(self, space_id: str | None, least: SpaceRole) -> bool:
        """True if the viewer has at least the role `least` in a space."""
        held = self.roles.get(space_id or "")
        return held is not None and RANK[held] >= RANK[least]


VISITOR = Viewer()
