"""Messages reach a real SMTP server, and what it refuses is told apart."""

import time
from urllib.parse import quote

import pytest

from encommun.mail.addresses import mailbox
from encommun.mail.delivery import DeliveryError
from encommun.mail.message import message
from encommun.mail.smtp import SMTPDelivery
from tests.mail.queued import COMPOSED
from tests.mail.receiver import HOST, PASSWORD, USER, Handler, free_port, hanging, receiving
from tests.mail.test_hostile_values import Row
from tests.support.durations import check_duration

SENT = message(Row(COMPOSED), mailbox("Encommun <encommun@example.org>"))
KNOWN = {"auth_required": True, "auth_require_tls": False}
UNENCRYPTED = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
CREDENTIALS = f"{quote(USER)}:{quote(PASSWORD, safe='')}@"


async def refusal(url: str, **options) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        await SMTPDelivery(url, **options).deliver(SENT)
    return refused.value


async def test_a_message_arrives_with_its_accents():
    handler = Handler()
    with receiving(handler) as port:
        await SMTPDelivery(f"smtp://{HOST}:{port}").deliver(SENT)
    (found,) = handler.messages
    assert found["Subject"] == COMPOSED.subject
    assert found.get_content().replace("\r\n", "\n") == COMPOSED.body
    assert found["Message-ID"] == SENT["Message-ID"]
    assert handler.recipients == [["mairie@example.org"]]


async def test_a_server_that_knows_nothing_new_is_understood():
    handler = Handler()
    with receiving(handler, enable_SMTPUTF8=False, decode_data=False) as port:
        await SMTPDelivery(f"smtp://{HOST}:{port}").deliver(SENT)
    assert len(handler.messages) == 1


@UNENCRYPTED
async def test_a_password_is_given_where_it_is_asked():
    handler = Handler()
    with receiving(handler, authenticator=handler.authenticate, **KNOWN) as port:
        await SMTPDelivery(f"smtp://{CREDENTIALS}{HOST}:{port}").deliver(SENT)
    assert handler.users == [USER.encode()]
    assert len(handler.messages) == 1


@UNENCRYPTED
@pytest.mark.parametrize(("credentials", "code"), [(f"{quote(USER)}:wrong@", "535"), ("", "530")])
async def test_what_the_operator_can_put_right_is_not_permanent(credentials, code):
    handler = Handler()
    with receiving(handler, authenticator=handler.authenticate, **KNOWN) as port:
        error = await refusal(f"smtp://{credentials}{HOST}:{port}")
    assert error.reason.startswith(code)
    assert not error.permanent
    assert handler.messages == []


@pytest.mark.parametrize("place", ["of_recipients", "of_content"])
@pytest.mark.parametrize(("answer", "permanent"), [("451 Try later", False), ("550 No such mailbox", True)])
async def test_the_servers_answer_says_whether_to_try_again(place, answer, permanent):
    handler = Handler(**{place: [answer]})
    with receiving(handler) as port:
        error = await refusal(f"smtp://{HOST}:{port}")
        assert (error.reason, error.permanent) == (answer, permanent)
        await SMTPDelivery(f"smtp://{HOST}:{port}").deliver(SENT)
    assert len(handler.messages) == 1


async def test_a_dead_port_is_trouble_for_a_while():
    error = await refusal(f"smtp://{HOST}:{free_port()}")
    assert error.reason
    assert not error.permanent


async def test_a_server_that_hangs_is_left():
    begun = time.monotonic()
    async with hanging() as port:
        error = await refusal(f"smtp://{HOST}:{port}", timeout=0.2)
    assert error.reason
    assert not error.permanent
    check_duration(time.monotonic() - begun, 1)  # before the delivery as a whole may end


@pytest.mark.parametrize("require_tls", [True, False])
async def test_starttls_is_used_where_it_is_offered(tls, require_tls):
    handler = Handler()
    with receiving(handler, tls_context=tls.server) as port:
        await SMTPDelivery(f"smtp://localhost:{port}", require_tls=require_tls, tls=tls.client).deliver(SENT)
    assert handler.encrypted == [True]


async def test_a_certificate_is_checked_where_tls_is_required(tls):
    handler = Handler()
    with receiving(handler, tls_context=tls.server) as port:
        error = await refusal(f"smtp://localhost:{port}", require_tls=True)
        assert "certificate" in error.reason.lower()
        assert not error.permanent
        await SMTPDelivery(f"smtp://localhost:{port}").deliver(SENT)
    assert handler.encrypted == [True]


async def test_nothing_is_sent_in_the_clear_where_tls_is_required():
    handler = Handler()
    with receiving(handler) as port:
        error = await refusal(f"smtp://{HOST}:{port}", require_tls=True)
    assert "STARTTLS" in error.reason
    assert not error.permanent
    assert handler.messages == []


def test_a_password_never_leaves_the_machine_in_the_clear():
    required = {
        "smtp://a:b@mail.example.org": True,
        "smtp://mail.example.org": False,
        "smtp://a:b@localhost": False,
        "smtp://a:b@[::1]": False,
        "smtp://a:b@192.0.2.1": True,
    }
    assert {url: SMTPDelivery(url)._require_tls for url in required} == required


async def test_tls_may_come_first(tls):
    handler = Handler()
    with receiving(handler, ssl_context=tls.server) as port:
        await SMTPDelivery(f"smtps://localhost:{port}", tls=tls.client).deliver(SENT)
        assert "certificate" in (await refusal(f"smtps://localhost:{port}")).reason.lower()
    assert len(handler.messages) == 1


@pytest.mark.parametrize(
    "url", ["", "localhost:25", "http://localhost", "smtp://", "smtp://h:x", "smtp://h/path", "smtp://h?tls"]
)
def test_another_address_is_refused(url):
    with pytest.raises(ValueError, match=r"smtp|[Pp]ort"):
        SMTPDelivery(url)
