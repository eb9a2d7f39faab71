"""Texts for people in French and English: messages and mails."""
