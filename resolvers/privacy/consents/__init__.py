"""Consents: what people have agreed to that a contact detail is shown for."""
