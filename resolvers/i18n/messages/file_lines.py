"""Messages about a line of a file that is imported."""

from resolvers.i18n.messages.translations import Translations

FILE_LINES = {
    "LINE_TOO_LONG": Translations(
        "Cette ligne est trop longue pour une seule fiche. Vérifiez qu’un guillemet ou un saut de ligne ne manque pas.",
        "This line is too long for a single record. Check that no quotation mark or line break is missing.",
    ),
    "INVALID_CSV": Translations(
        "Les guillemets de cette ligne ne vont pas par paires, ou ne sont pas doublés dans le texte. Corrigez-les.",
        "The quotation marks of this line are not in pairs, or not doubled within the text. Correct them.",
    ),
    "WRONG_CELLS": Translations(
        "Cette ligne a {cells} cellules, l’en-tête en a {columns}. Mettez entre guillemets le texte qui contient le "
        "séparateur.",
        "This line has {cells} cells, and the header has {columns}. Put a text that contains the separator in "
        "quotation marks.",
    ),
    "CELL_WITHOUT_COLUMN": Translations(
        "« {value} » est dans une colonne sans nom. Nommez-la dans l’en-tête, ou videz cette cellule.",
        "“{value}” is in a column without a name. Name it in the header, or empty this cell.",
    ),
    "INVALID_JSON": Translations(
        "Cette ligne n’est pas un objet JSON complet. Écrivez un objet par ligne.",
        "This line is not a complete JSON object. Write one object on each line.",
    ),
    "INVALID_REFERENCE": Translations(
        "« {value} » n’est pas une référence : il faut exactement un nom parmi {accepted}, et sa valeur.",
        "“{value}” is not a reference: it needs exactly one of the names {accepted}, and a value.",
    ),
}
