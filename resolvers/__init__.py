"""What the commons does: use cases and rules; rows in, rows out, and no GraphQL types."""
