"""Messages to people, in French and in English: a sentence for each code."""

from resolvers.i18n.messages.catalogue import CATALOGUE, message
from resolvers.i18n.messages.language import Language, language_of

__all__ = ["CATALOGUE", "Language", "language_of", "message"]
