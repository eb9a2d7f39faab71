"""Hooks: a package declares a point at which packages above it take part, so that it need not import them."""

from collections.abc import Awaitable, Callable
from typing import Generic, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Hook(Generic[Parameters, Result]):
    """A named point in a use case, and the functions that are run there, within its unit of work.

    The functions of one hook do not depend on each other; where an order matters, there are two hooks.
    """

    def __init__(self, name: str) -> None:
        """Declare a hook, beside what runs it."""
        self.name = name
        self.functions: list[Callable[Parameters, Awaitable[Result]]] = []

    def register(self, function: Callable[Parameters, Awaitable[Result]]) -> Callable[Parameters, Awaitable[Result]]:
        """Register the decorated function, to be run at this point."""
        self.functions.append(function)
        return function

    async def run(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> list[Result]:
        """Run all functions of the hook, one after the other; raises LookupError where none is registered."""
        if not self.functions:
            raise LookupError(f"No function is registered at the hook '{self.name}'.")
        return [await function(*args, **kwargs) for function in self.functions]


class Provider(Generic[Parameters, Result]):
    """A named thing that a package needs, and that one package above it makes."""

    def __init__(self, name: str) -> None:
        """Declare a provider, beside what calls it."""
        self.name = name
        self.factory: Callable[Parameters, Result] | None = None

    def register(self, factory: Callable[Parameters, Result]) -> None:
        """Register the factory; raises ValueError if there is one already."""
        if self.factory is not None:
            raise ValueError(f"A factory is registered at the provider '{self.name}' already.")
        self.factory = factory

    def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        """Make it; raises LookupError where no factory is registered."""
        if self.factory is None:
            raise LookupError(f"No factory is registered at the provider '{self.name}'.")
        return self.factory(*args, **kwargs)
