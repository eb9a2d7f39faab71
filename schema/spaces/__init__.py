"""Spaces: local authorities are claimed, claims are decided, and colleagues are invited."""
