"""Hooks run all that is registered at them, and everything is registered whichever module is imported alone."""

import sys

import pytest

from encommun.background_imports import BACKGROUND_MODULES
from resolvers.core.hooks import Hook, Provider
from tests.support.commands import run

IMPORT_OF_ONE_MODULE = """
import sys
import {module}
hooks = sys.modules["resolvers.core.hooks"]
for name, module in sorted(sys.modules.items()):
    if name.startswith("resolvers."):
        for point in vars(module).values():
            if isinstance(point, hooks.Hook):
                print(f"{{point.name}}: {{len(point.functions)}}")
            if isinstance(point, hooks.Provider):
                print(f"{{point.name}}: {{int(point.factory is not None)}}")
"""
"""Prints each hook and provider that one import leads to, with how many functions are registered at it."""
POINTS = {
    "account blanked",
    "account erased",
    "account leaving",
    "names erased",
    "publication policy",
    "records changed",
    "records erased",
    "records stored",
}


@pytest.mark.parametrize("module", ["resolvers.security.lifetimes", "resolvers.identity.accounts.deletion"])
def test_every_hook_has_a_function_when_one_module_is_imported_alone(module):
    found = run(sys.executable, "-c", IMPORT_OF_ONE_MODULE.format(module=module))
    assert found.returncode == 0, found.stderr
    registered = dict(line.split(": ") for line in found.stdout.splitlines())
    assert registered.keys() == POINTS
    assert "0" not in registered.values()


def test_what_the_server_loads_in_the_background_is_not_imported_with_the_rest():
    program = "import sys, encommun.app; print(*sys.modules)"
    found = run(sys.executable, "-c", program)
    assert found.returncode == 0, found.stderr
    loaded = set(found.stdout.split())
    assert "resolvers.spaces.claim_case" in loaded
    assert loaded.isdisjoint(BACKGROUND_MODULES)


async def test_a_hook_runs_its_functions_one_after_the_other():
    hook: Hook[[int], int] = Hook("numbers")

    @hook.register
    async def double(number: int) -> int:
        return number * 2

    @hook.register
    async def triple(number: int) -> int:
        return number * 3

    assert await hook.run(7) == [14, 21]


async def test_a_hook_without_a_function_is_an_error():
    hook: Hook[[], None] = Hook("nothing")
    with pytest.raises(LookupError, match="No function is registered at the hook 'nothing'"):
        await hook.run()


def test_a_provider_has_one_factory():
    provider: Provider[[str], list[str]] = Provider("letters")
    with pytest.raises(LookupError, match="No factory is registered at the provider 'letters'"):
        provider("ab")
    provider.register(list)
    assert provider("ab") == ["a", "b"]
    with pytest.raises(ValueError, match="registered at the provider 'letters' already"):
        provider.register(sorted)
