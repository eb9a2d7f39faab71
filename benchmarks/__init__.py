"""Encommun beside other GraphQL servers: the same rows, the same answers, measured in turn."""
