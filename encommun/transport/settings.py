"""Settings of the limits of the transport."""

from pydantic import Field
from pydantic_settings import BaseSettings


class TransportSettings(BaseSettings):
    """The limits of connections and of requests as bytes; each is far above what an ordinary client needs."""

    max_header_bytes: int = Field(
        default=32_768, ge=1_024, description="Bytes that the request line and the headers of a request may have."
    )
    max_header_lines: int = Field(default=100, ge=10, description="Headers that a request may have.")
    max_target_bytes: int = Field(
        default=16_384, ge=256, description="Bytes of a request's target: its path and query string."
    )
    header_seconds: float = Field(default=10, gt=0, description="Seconds from a request's first byte to its body.")
    body_seconds: float = Field(default=30, gt=0, description="Seconds that the body of a request may take.")
    answer_seconds: float = Field(
        default=30, gt=0, description="Seconds in which a client must take an answer, or another 256 kB of a long one."
    )
    idle_seconds: float = Field(
        default=65, gt=0, description="Seconds that a connection may stay open between two requests."
    )
    max_connections: int = Field(
        default=1_000, ge=1, description="Connections in all; never more than the limit of open files allows."
    )
    max_connections_per_address: int = Field(
        default=200,
        ge=1,
        description="Connections of one IPv4 address, or one /64 of IPv6; proxies have no such limit.",
    )
    max_pipelined: int = Field(
        default=8, ge=1, description="Requests that may wait on one connection behind the one that is answered."
    )
    max_unread_bytes: int = Field(
        default=64_000_000,
        ge=2_000_000,
        description="Bytes of bodies, in all, that are still being received.",
    )
    max_unsent_bytes: int = Field(
        default=64_000_000, ge=1_000_000, description="Bytes of answers, in all, that clients have not taken yet."
    )
