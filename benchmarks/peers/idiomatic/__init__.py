"""A peer: the seven operations as Strawberry's documentation recommends to write a server."""
