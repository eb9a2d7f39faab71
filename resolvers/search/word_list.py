"""Words that the stemmer does not treat as people mean them: function words, and stems of their own."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

LIST = tomllib.loads(files(__package__).joinpath("word_list.toml").read_text(encoding="utf-8"))
FUNCTION_WORDS = frozenset(LIST["function_words"])
"""Folded words that are neither stored nor looked for."""
STEMS: Mapping[str, str] = {word: stem for stem, words in LIST["stems"].items() for word in words}
"""By folded word, or by what the stemmer makes of it: the stem."""
