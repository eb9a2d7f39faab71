"""The visibility rules: one for each table that is not public, in a file for the records that it guards."""

from loaders.visibility.rules import changes, collections, contacts, features, open_tables, records, review_cases

__all__ = ["changes", "collections", "contacts", "features", "open_tables", "records", "review_cases"]
