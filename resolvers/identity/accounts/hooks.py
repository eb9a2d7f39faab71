"""Points of the erasure of an account at which packages above do their part, in the order in which they are run."""

from loaders.sql.statement import Row
from resolvers.core.hooks import Hook
from resolvers.core.use_case import UseCase

account_leaving: Hook[[UseCase, str], None] = Hook("account leaving")
"""Run before anything is blanked, with the account's id: it still has its name, its roles and its claims."""
account_blanked: Hook[[UseCase, Row], None] = Hook("account blanked")
"""Run once the account is blanked, with its columns ERASED as they were: what it said elsewhere goes."""
account_erased: Hook[[UseCase, str], None] = Hook("account erased")
"""Run after an account was erased, with its id: the people who take over are notified."""
