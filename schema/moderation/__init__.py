"""Collective moderation: votes, reports, appeals, policies."""
