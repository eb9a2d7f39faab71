"""What is said of a line of a file, in French and in English."""

from resolvers.messages import Language, message
from resolvers.messages.catalogue import sentence
from resolvers.messages.text import Text
from resolvers.validation import Problem

TEXTS = {
    "LINE_TOO_LONG": Text(
        "Cette ligne est trop longue pour une seule fiche. Vérifiez qu’un guillemet ou un saut de ligne ne manque pas.",
        "This line is too long for a single record. Check that no quotation mark or line break is missing.",
    ),
    "INVALID_CSV": Text(
        "Les guillemets de cette ligne ne vont pas par paires, ou ne sont pas doublés dans le texte. Corrigez-les.",
        "The quotation marks of this line are not in pairs, or not doubled within the text. Correct them.",
    ),
    "WRONG_CELLS": Text(
        "Cette ligne a {cells} cellules, l’en-tête en a {columns}. Mettez entre guillemets le texte qui contient le "
        "séparateur.",
        "This line has {cells} cells, and the header has {columns}. Put a text that contains the separator in "
        "quotation marks.",
    ),
    "CELL_WITHOUT_COLUMN": Text(
        "« {value} » est dans une colonne sans nom. Nommez-la dans l’en-tête, ou videz cette cellule.",
        "“{value}” is in a column without a name. Name it in the header, or empty this cell.",
    ),
    "INVALID_JSON": Text(
        "Cette ligne n’est pas un objet JSON complet. Écrivez un objet par ligne.",
        "This line is not a complete JSON object. Write one object on each line.",
    ),
    "INVALID_REFERENCE": Text(
        "« {value} » ne désigne rien : il faut exactement un nom parmi {accepted}, et sa valeur.",
        "“{value}” names nothing: exactly one name of {accepted} is needed, and its value.",
    ),
}


def told(problem: Problem, language: Language) -> str:
    """The sentence for a problem."""
    text = TEXTS.get(problem.code)
    if text is None:
        return message(problem.code, language, problem.values)
    return sentence(text, language, problem.values)
