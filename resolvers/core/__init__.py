"""Foundations of all use cases: execution, viewer, refusals, references, record types, journal and mailer."""
