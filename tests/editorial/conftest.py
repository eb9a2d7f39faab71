"""The client of moderation, with the partner networks, for editorial work too."""

from tests.moderation.conftest import client as client
