"""Delivery of e-mails: composed, handed to an SMTP server or put into a folder, and retried."""
