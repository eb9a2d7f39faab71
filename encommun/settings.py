"""What an operator may set, read once from the environment and handed on; nothing here is global."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from encommun.operator_error import OperatorError

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


def separated(names: object) -> object:
    """The names in a text that separates them by commas; anything else as it is."""
    return tuple(name.strip() for name in names.split(",") if name.strip()) if isinstance(names, str) else names


class Settings(BaseSettings):
    """The settings of one process, from `ENCOMMUN_…` variables; arguments given by name come first."""

    model_config = SettingsConfigDict(env_prefix="ENCOMMUN_", frozen=True)

    database_url: Annotated[str, AfterValidator(accepted_url)] = Field(
        default="sqlite:///var/encommun.sqlite",
        description="Where the commons is stored: `sqlite:///relative/path`, `sqlite:////absolute/path` or `postgresql://…`.",
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


def read_settings(**given: object) -> Settings:
    """Settings from the environment; what is `given` and not None comes first. Raises OperatorError for a wrong one."""
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "_".join(["ENCOMMUN", *map(str, wrong["loc"])]).upper()
        raise OperatorError(f"{name} is not accepted: {wrong['msg'].removeprefix('Value error, ')}.") from error
