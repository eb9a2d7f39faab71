"""The partners together, as what carries their decisions out."""

from dataclasses import replace

from resolvers.core.viewer import EVERY_SCOPE, Viewer


def system_viewer(viewer: Viewer) -> Viewer:
    """The partners together, as what carries their decisions out."""
    return replace(
        viewer,
        account_id=None,
        token_id=None,
        network_id=None,
        networks=frozenset(),
        scopes=EVERY_SCOPE,
        roles={},
        steward=True,
        reason=None,
    )
