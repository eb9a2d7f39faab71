"""The vocabulary and the log of searches, which use cases read: it is they that decide who learns what of it."""

from loaders.visibility.registry import internal
from models.search_log import LoggedSearch
from models.vocabulary import CountedRecord, SearchTitle, SearchWord, UncountedRecord

internal(CountedRecord, LoggedSearch, SearchTitle, SearchWord, UncountedRecord)
