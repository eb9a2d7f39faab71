"""Collective moderation: cases that partner networks decide together, one network, one voice."""
