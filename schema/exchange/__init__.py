"""Exchange with partner networks: bulk upserts by their own references."""

from schema.exchange.mutations import mutations

__all__ = ["mutations"]
