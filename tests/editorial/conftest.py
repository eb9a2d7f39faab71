"""The assembly of the partner networks, for editorial work too."""

from tests.moderation.conftest import client as client
