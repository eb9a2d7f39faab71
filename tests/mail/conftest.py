"""Queues and certificates for the tests of mail."""

from collections.abc import AsyncIterator
from datetime import timedelta
from ssl import PROTOCOL_TLS_SERVER, SSLContext, create_default_context
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from encommun.engine import engine_scope
from loaders.unit_of_work import Writer, open_writer
from tests.mail.queued import START, TABLE, Clock, emptied
from tests.support.engines import Server


@pytest.fixture(scope="session")
async def queue_url(server: Server) -> AsyncIterator[str]:
    """A database with the queue and nothing else; made once for each engine."""
    url = await server.create()
    async with engine_scope(url) as engine, engine.begin() as connection:
        await connection.run_sync(TABLE.create)
    yield url
    await server.drop(url)


@pytest.fixture
async def writer(queue_url: str) -> AsyncIterator[Writer]:
    """A writer of an empty queue."""
    async with open_writer(queue_url) as writer:
        await emptied(writer)
        yield writer


@pytest.fixture
def clock() -> Clock:
    return Clock()


class TLS(NamedTuple):
    server: SSLContext
    client: SSLContext


@pytest.fixture(scope="session")
def tls(tmp_path_factory) -> TLS:
    """A server known as `localhost`, and a client that trusts it."""
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(START - timedelta(days=9999)).not_valid_after(START + timedelta(days=9999))
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    server = SSLContext(PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return TLS(server, create_default_context(cafile=file))
