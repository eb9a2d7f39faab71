"""Mails to people: texts in each language, composed and queued in the transaction that they report on."""
