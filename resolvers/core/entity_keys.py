"""Keys: fields of an entity that hold a code, by which another graph names it, and the schemes that they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loaders.sql.filters import Comparison
from resolvers.core.references import SCHEMES, CodeReference, Scheme


@dataclass(frozen=True, slots=True)
class EntityKey:
    """The fields of a key of a type."""

    type_name: str
    code: str
    """The field that holds the code."""
    kind: str | None
    """The field that tells of which scheme the code is; None where there is one scheme alone."""
    schemes: Mapping[str | None, str]
    """By what that field says, the scheme."""

    def named(self, fields: Mapping[str, Any]) -> CodeReference | None:
        """The reference that the fields of a representation make; None where they lack those of the key."""
        kind = None if self.kind is None else fields.get(self.kind)
        scheme = self.schemes.get(kind) if isinstance(kind, str | None) else None
        code = fields.get(self.code)
        return CodeReference(self.type_name, scheme, code) if scheme is not None and isinstance(code, str) else None


def entity_key(type_name: str, fields: str) -> EntityKey:
    """The key of some fields, such as `code kind`; raises LookupError where no scheme of the type has them."""
    schemes = SCHEMES.get(type_name, {})
    found = {name: _fields(each) for name, each in schemes.items() if set(_fields(each)) == set(fields.split())}
    if not found:
        raise LookupError(f"No code of {type_name} has the fields {fields!r}.")
    (code, *kinds), *_ = found.values()
    return EntityKey(type_name, code, kinds[0] if kinds else None, {_kind(schemes[name]): name for name in found})


def _fields(scheme: Scheme) -> tuple[str, ...]:
    """The field that holds a code, and the one that tells of which scheme it is, if there is one."""
    condition = scheme.condition
    return (scheme.column, condition.column) if isinstance(condition, Comparison) else (scheme.column,)


def _kind(scheme: Scheme) -> str | None:
    return scheme.condition.value if isinstance(scheme.condition, Comparison) else None
