"""Derivation of GraphQL types: exposure is written, everything else is derived."""
