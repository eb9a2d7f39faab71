"""Unsupported schema features are refused at start-up, by name."""

from typing import Any

import pytest
import strawberry
from strawberry.directive import DirectiveLocation
from strawberry.extensions import QueryDepthLimiter, SchemaExtension
from strawberry.extensions.field_extension import FieldExtension
from strawberry.permission import BasePermission
from strawberry.schema.exception_handlers import ExceptionHandler
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.field import StrawberryField

from execution import Schema, UnsupportedError, batched


class Never(BasePermission):
    message = "Never."

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        return False


class Louder(FieldExtension):
    def resolve(self, next_: Any, source: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        return f"{next_(source, info, **kwargs)}!"


@strawberry.interface
class Hidden:
    @strawberry.field(permission_classes=[Never])
    def deep_secret(self) -> str:
        return "secret"


@strawberry.type
class Shown(Hidden):
    name: str = "name"


@strawberry.type
class Quiet:
    @strawberry.field(extensions=[Louder()])
    def word(self) -> str:
        return "word"


@strawberry.type
class Batch:
    @batched(permission_classes=[Never])
    def all_of_them(parents: list[Any], info: Any) -> list[str]:
        return ["secret" for _ in parents]


@strawberry.type
class Awaited:
    @classmethod
    async def is_type_of(cls, value: Any, info: Any) -> bool:
        return True

    name: str = "name"


@strawberry.type
class Query:
    name: str = "name"


@strawberry.type
class Success:
    message: str


@strawberry.type
class Failure:
    message: str


@strawberry.type
class Outcomes:
    @strawberry.field
    def outcome(self) -> Success | Failure:
        raise ValueError


class Handler(ExceptionHandler[ValueError, Failure]):
    def handle(self, exception: ValueError, **_: Any) -> Failure:
        return Failure(message=str(exception))


@strawberry.directive(locations=[DirectiveLocation.FIELD])
def shout(value: str) -> str:
    return value.upper()


class Context(StrawberryGraphQLCoreExecutionContext):
    """An executor of another's own."""


def _found(query: type, **options: Any) -> list[str]:
    with pytest.raises(UnsupportedError) as caught:
        Schema(query=query, **options)
    assert all(each in str(caught.value) for each in caught.value.found)
    return caught.value.found


def test_permissions_are_refused_with_their_field():
    assert _found(Query, types=[Shown]) == [
        "Hidden.deepSecret, for its permission Never",
        "Shown.deepSecret, for its permission Never",
    ]
    assert _found(Batch) == ["Query.allOfThem, for its permission Never"]


def test_field_extensions_are_refused_with_their_field():
    assert _found(Query, types=[Quiet]) == ["Quiet.word, for its field extension Louder"]


def test_asynchronous_type_checks_are_refused():
    assert _found(Query, types=[Awaited]) == ["Awaited, for its asynchronous is_type_of"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"extensions": [SchemaExtension]}, "the schema extension SchemaExtension"),
        ({"extensions": [lambda: QueryDepthLimiter(max_depth=3)]}, "the schema extension <lambda>"),
        ({"directives": [shout]}, "the operation directive @shout"),
        ({"execution_context_class": Context}, "the execution context class Context"),
    ],
)
def test_hooks_of_the_schema_are_refused_with_their_names(options, found):
    assert _found(Query, **options) == [found]


def test_exception_handlers_are_refused_with_their_names():
    assert _found(Outcomes, exception_handlers=[Handler()]) == ["the exception handler Handler"]


def test_all_reasons_are_told_at_once():
    found = _found(Batch, types=[Quiet, Shown], extensions=[SchemaExtension])
    assert len(found) == 5


def test_the_reference_refuses_the_same():
    assert _found(Batch, mode="reference") == ["Query.allOfThem, for its permission Never"]


async def test_a_field_class_with_results_of_its_own_is_honoured():
    class Doubled(StrawberryField):
        def get_result(self, source: Any, info: Any, args: Any, kwargs: Any) -> Any:
            return 2 * super().get_result(source, info, args, kwargs)

    @strawberry.type
    class Root:
        word: str = Doubled(python_name="word", default="a")  # type: ignore[assignment]

    result = await Schema(query=Root).execute("{ word }", root_value=Root())
    assert result.data == {"word": "aa"}
