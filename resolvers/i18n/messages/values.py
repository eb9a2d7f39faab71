"""Messages on codes, choices, numbers, dates and moments."""

from resolvers.i18n.messages.translations import Translations

VALUES = {
    "REQUIRED": Translations(
        "Ce champ est obligatoire.",
        "This field is required.",
    ),
    "UNKNOWN_FIELD": Translations(
        "Ce champ n’existe pas, ou ne peut pas être rempli. Vérifiez son nom.",
        "This field does not exist, or cannot be filled in. Check its name.",
    ),
    "INVALID_ID": Translations(
        "« {value} » n’est pas un identifiant de ce type. Copiez celui que l’API a donné.",
        "“{value}” is not an id of this type. Copy the one that the API gave.",
    ),
    "INVALID_CODE": Translations(
        "« {value} » n’est pas un code bien formé. Vérifiez ses lettres et ses chiffres, sa longueur, et les "
        "zéros du début.",
        "“{value}” is not a well-formed code. Check its letters and digits, its length, and zeros at the beginning.",
    ),
    "INVALID_SIREN": Translations(
        "« {value} » n’est pas un numéro SIREN : il a neuf chiffres, dont le dernier vérifie les autres.",
        "“{value}” is not a SIREN number: it has nine digits, the last of which checks the others.",
    ),
    "SIRET_GIVEN": Translations(
        "« {value} » est un numéro SIRET, celui d’un établissement. Donnez le SIREN, ses neuf premiers chiffres : "
        "{siren}.",
        "“{value}” is a SIRET number, of an establishment. Give the SIREN, its first nine digits: {siren}.",
    ),
    "INVALID_RNA": Translations(
        "« {value} » n’est pas un numéro RNA : c’est un W suivi du département et de sept chiffres, comme W751000001, "
        "W2A1000004 ou W9N1000123. Les associations d’Alsace-Moselle n’en ont pas : laissez alors ce champ vide.",
        "“{value}” is not an RNA number: it is a W followed by the department and seven digits, such as W751000001, "
        "W2A1000004 or W9N1000123. Associations in Alsace-Moselle have none: then leave this field empty.",
    ),
    "INVALID_COMMUNE": Translations(
        "« {value} » n’est pas un code de commune de l’INSEE : il a les deux caractères du département (01 à 95, 2A, "
        "2B, 97 ou 98), puis trois chiffres, comme 01001 ou 2A004. Un tableur a pu effacer le zéro du début.",
        "“{value}” is not an INSEE commune code: it has the two characters of the department (01 to 95, 2A, 2B, 97 or "
        "98), then three digits, such as 01001 or 2A004. A spreadsheet may have dropped the zero at the beginning.",
    ),
    "INVALID_LANGUAGE": Translations(
        "« {value} » n’est pas un code de langue (BCP 47). Écrivez par exemple fr, br, oc ou pt-BR.",
        "“{value}” is not a language tag (BCP 47). Write for example fr, br, oc or pt-BR.",
    ),
    "UNKNOWN_TIME_ZONE": Translations(
        "« {value} » n’est pas un fuseau horaire connu. Écrivez par exemple Europe/Paris ou Indian/Reunion.",
        "“{value}” is not a known time zone. Write for example Europe/Paris or Indian/Reunion.",
    ),
    "UNKNOWN_CURRENCY": Translations(
        "« {value} » n’est pas une monnaie acceptée. Choisissez parmi : {accepted}.",
        "“{value}” is not a currency that is accepted. Choose one of: {accepted}.",
    ),
    "UNKNOWN_CHOICE": Translations(
        "« {value} » n’est pas dans la liste. Choisissez parmi : {accepted}.",
        "“{value}” is not on the list. Choose one of: {accepted}.",
    ),
    "INVALID_RECORD": Translations(
        "Un groupe de champs est attendu ici.",
        "A group of fields is expected here.",
    ),
    "INVALID_LIST": Translations(
        "Une liste est attendue ici.",
        "A list is expected here.",
    ),
    "LIST_TOO_LONG": Translations(
        "Cette liste a {length} éléments ; {limit} au plus sont acceptés.",
        "This list has {length} elements; at most {limit} are accepted.",
    ),
    "LIST_REPEATS": Translations(
        "« {value} » est déjà dans la liste. Retirez la répétition.",
        "“{value}” is already on the list. Remove the repetition.",
    ),
    "INVALID_NUMBER": Translations(
        "« {value} » n’est pas un nombre entier. Écrivez seulement des chiffres, sans espace ni unité.",
        "“{value}” is not a whole number. Write digits only, without spaces or units.",
    ),
    "INVALID_DECIMAL": Translations(
        "« {value} » n’est pas un nombre décimal. Écrivez-le comme 48.8566.",
        "“{value}” is not a decimal number. Write it like 48.8566.",
    ),
    "NUMBER_OUT_OF_RANGE": Translations(
        "Ce nombre doit être compris entre {lowest} et {highest}.",
        "This number must lie between {lowest} and {highest}.",
    ),
    "INVALID_BOOLEAN": Translations(
        "« {value} » n’est ni oui ni non. Écrivez oui ou non, vrai ou faux, 1 ou 0.",
        "“{value}” is neither yes nor no. Write true or false, or 1 or 0.",
    ),
    "INVALID_DATE": Translations(
        "« {value} » n’est pas une date du calendrier. Écrivez-la comme 2026-01-31 : année, mois, jour.",
        "“{value}” is not a date of the calendar. Write it like 2026-01-31: year, month, day.",
    ),
    "AMBIGUOUS_DATE": Translations(
        "« {value} » peut être deux dates différentes. Écrivez-la comme 2026-01-31, ou dites que le fichier est "
        "français (`--french`), avec quatre chiffres pour l’année.",
        "“{value}” may be two different dates. Write it like 2026-01-31, or say that the file is French (`--french`), "
        "with four digits for the year.",
    ),
    "AMBIGUOUS_NUMBER": Translations(
        "« {value} » peut être deux nombres différents. Écrivez-le avec un point, ou dites que le fichier est français "
        "(`--french`).",
        "“{value}” may be two different numbers. Write it with a decimal point, or say that the file is French "
        "(`--french`).",
    ),
    "INVALID_MOMENT": Translations(
        "« {value} » n’est pas un moment complet. Écrivez-le comme 2026-01-31T09:00:00+01:00, avec le décalage.",
        "“{value}” is not a complete moment. Write it like 2026-01-31T09:00:00+01:00, with its offset.",
    ),
    "YEAR_OUT_OF_RANGE": Translations(
        "L’année doit être comprise entre 1000 et 9999.",
        "The year must lie between 1000 and 9999.",
    ),
}
