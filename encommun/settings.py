"""Settings of the operator, read once from the environment and passed on; nothing here is global."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import NoDecode, SettingsConfigDict

from encommun.mail.addresses import mailbox
from encommun.operator_error import OperatorError
from encommun.quota_settings import QuotaSettings
from encommun.rate_limiting.settings import RateLimitSettings
from encommun.transport.settings import TransportSettings
from encommun.writer_settings import WriterSettings
from loaders.errors import FaultError
from resolvers.security.ip_ranges import parse_ranges

SQLITE = "sqlite:///"
POSTGRESQL = "postgresql://"


def accepted_url(url: str) -> str:
    """`url` with PostgreSQL's scheme spelt one way; raises ValueError for any other database."""
    url = url.strip()
    if url.startswith("postgres://"):
        return POSTGRESQL + url.removeprefix("postgres://")
    if url.startswith(POSTGRESQL) or (url.startswith(SQLITE) and len(url) > len(SQLITE)):
        return url
    raise ValueError("write sqlite:///path/to/file.sqlite or postgresql://user:password@host/name")


def accepted_address(url: str) -> str:
    """`url` without a slash at the end; raises ValueError for what is no web address."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("write an address that begins with http:// or https://")
    return url.rstrip("/")


def accepted_mailbox(text: str) -> str:
    """`text` as it is; raises ValueError unless mail can come from it."""
    mailbox(text)
    return text


def accepted_ranges(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The ranges of IP addresses as they are usually written; raises ValueError for a text that is none."""
    try:
        return tuple(map(str, parse_ranges(texts)))
    except FaultError as error:
        raise ValueError(str(error).rstrip(".")) from error


def separated(names: object) -> object:
    """The names in a text that separates them by commas; anything else as it is."""
    return tuple(name.strip() for name in names.split(",") if name.strip()) if isinstance(names, str) else names


class Settings(RateLimitSettings, TransportSettings, WriterSettings, QuotaSettings):
    """The settings of one process, from `ENCOMMUN_…` variables; arguments given by name come first."""

    model_config = SettingsConfigDict(env_prefix="ENCOMMUN_", frozen=True)

    database_url: Annotated[str, AfterValidator(accepted_url)] = Field(
        default="sqlite:///var/encommun.sqlite",
        description="Where the commons is stored: `sqlite:///relative/path`, `sqlite:////absolute/path` or `postgresql://…`.",
    )
    work: bool = Field(
        default=True, description="Whether the server does the jobs and sends the mails; else `encommun work` does."
    )
    execution: Literal["breadth-first", "reference"] = Field(
        default="breadth-first", description="Which executor answers: ours, or graphql-core's to compare with."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    allowed_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(separated)] = Field(
        default=("*",),
        description="Origins of the sites whose pages may ask, separated by commas; `*` lets all of them.",
    )
    trusted_proxies: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(separated), AfterValidator(accepted_ranges)
    ] = Field(
        default=(),
        description="Addresses or ranges (CIDR) of the proxies before us, separated by commas: who comes through them "
        "is known by `X-Forwarded-For`. None are trusted unless named.",
    )
    commons_name: str = Field(default="Encommun", description="What the commons calls itself in mails.")
    public_url: Annotated[str, AfterValidator(accepted_address)] = Field(
        default="http://127.0.0.1:8000",
        description="What links in mails begin with; `serve` takes where it listens unless this is set.",
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description="Server for mails: `smtp://user:password@host:port` or `smtps://…`; without it, mails are files.",
    )
    smtp_require_tls: bool = Field(
        default=False,
        description="Whether nothing is sent unless the connection is encrypted and its certificate checked.",
    )
    mail_from: Annotated[str, AfterValidator(accepted_mailbox)] = Field(
        default="Encommun <encommun@localhost>", description="Whom mails come from."
    )
    mail_outbox: Path = Field(
        default=Path("var/outbox"), description="Folder of mails while there is no server for them."
    )
    export_folder: Path = Field(
        default=Path("var/exports"), description="Folder of the files under `/export`, each for twenty minutes."
    )
    openid_issuer: str | None = Field(
        default=None, description="Address of an OpenID Connect issuer whose tokens are trusted, such as ProConnect's."
    )
    openid_client_id: str | None = Field(default=None, description="Our name at that issuer.")
    signing_key: SecretStr | None = Field(
        default=None,
        description="Secrets that access tokens are signed with, separated by commas: the first signs, all are "
        "believed. Without any, the commons makes one and keeps it in its database.",
    )
    signing_key_file: Path | None = Field(default=None, description="File with such secrets, one on each line.")

    def listening_at(self, address: str) -> Self:
        """The settings of a server at an address: links in its mails lead there unless the operator has set where."""
        return self if "public_url" in self.model_fields_set else self.model_copy(update={"public_url": address})


def read_settings(**given: object) -> Settings:
    """Settings from the environment; what is `given` and not None comes first. Raises OperatorError for a wrong one."""
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "_".join(["ENCOMMUN", *map(str, wrong["loc"])]).upper()
        raise OperatorError(f"{name} is not accepted: {wrong['msg'].removeprefix('Value error, ')}.") from error
