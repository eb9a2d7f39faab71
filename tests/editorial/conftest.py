"""The assembly of the partner networks, for editorial work too."""

from tests.moderation.conftest import assembly as assembly
