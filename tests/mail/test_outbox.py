"""Without a mail server, messages are files that any mail program opens."""

import asyncio
from email import policy
from email.parser import BytesParser

import pytest

from encommun.mail.addresses import mailbox
from encommun.mail.delivery import DeliveryError
from encommun.mail.message import message
from encommun.mail.outbox import OutboxDelivery
from tests.mail.queued import COMPOSED
from tests.mail.test_hostile_values import Row


@pytest.fixture
def sent():
    return message(Row(COMPOSED), mailbox("Encommun <encommun@example.org>"))


async def test_a_file_holds_the_message_and_is_the_servers_alone(tmp_path, sent):
    folder = tmp_path / "var" / "outbox"
    await OutboxDelivery(folder).deliver(sent)
    (file,) = folder.iterdir()
    assert file.name == f"20261125T080000Z-{Row.id}.eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    found = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    assert found["Subject"] == COMPOSED.subject
    assert found.get_content().replace("\r\n", "\n") == COMPOSED.body
    assert "à bientôt, cœur de ville" in file.read_text()


async def test_one_sent_twice_is_one_file(tmp_path, sent):
    outbox = OutboxDelivery(tmp_path)
    await asyncio.gather(*(outbox.deliver(sent) for _ in range(10)))
    assert len(list(tmp_path.iterdir())) == 1


async def test_a_folder_that_takes_nothing_is_trouble_for_a_while(tmp_path, sent):
    (tmp_path / "file").touch()
    with pytest.raises(DeliveryError, match="file") as refused:
        await OutboxDelivery(tmp_path / "file").deliver(sent)
    assert not refused.value.permanent


async def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path, sent):
    (tmp_path / f"20261125T080000Z-{Row.id}.eml").mkdir()
    with pytest.raises(DeliveryError):
        await OutboxDelivery(tmp_path).deliver(sent)
    assert len(list(tmp_path.iterdir())) == 1
