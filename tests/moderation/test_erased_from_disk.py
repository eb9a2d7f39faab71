"""Content that the partners removed from a record is no longer on the disk."""

from loaders.drivers.erasure import create_eraser
from tests.moderation.client import NETWORKS, ModerationClient
from tests.moderation.test_redaction import PHONE, hidden
from tests.privacy.test_erased_from_disk import bytes_of, found
from tests.unit_of_work.conftest import only

WORDS = (PHONE, "01 99 00 12 34", "Un numéro de téléphone.")


@only("sqlite")
async def test_of_what_is_upheld_as_personal_no_byte_is_left(client: ModerationClient, fresh_database_url: str):
    _, case = await hidden(client)
    assert set(found(bytes_of(fresh_database_url), WORDS)) == set(WORDS)
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="PERSONAL_DATA", text=f"Oui : {PHONE}")
    assert await create_eraser(fresh_database_url).finish()
    assert found(bytes_of(fresh_database_url), WORDS) == []
