"""Demonstration content: what shows how the commons works, invented, marked as such, and always the same."""
