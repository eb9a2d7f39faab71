"""Modules that declare something when they are imported, found in their package."""

from importlib import import_module
from pkgutil import walk_packages


def import_modules(package: str) -> None:
    """Import a package, and every module and package in it: what they declare is registered then."""
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        import_module(module.name)
