"""Messages on consents and erasures."""

from resolvers.i18n.messages.translations import Translations

PERSONS = {
    "BASIS_NOT_CONSENT": Translations(
        "La base légale de cette coordonnée n’est pas le consentement. Changez-la d’abord en CONSENT.",
        "The legal basis of this contact detail is not consent. First change it to CONSENT.",
    ),
    "ALREADY_CONSENTED": Translations(
        "Un consentement à cette finalité est déjà en vigueur ; il n’y a rien à faire. Pour le renouveler, retirez-le "
        "d’abord.",
        "A consent to this purpose is already in force; there is nothing to do. To renew it, withdraw it first.",
    ),
    "NO_CONSENT": Translations(
        "Aucun consentement à cette finalité n’est en vigueur ; il n’y a rien à retirer.",
        "No consent to this purpose is in force; there is nothing to withdraw.",
    ),
    "MOMENT_TO_COME": Translations(
        "Cette date est dans l’avenir. Donnez celle où cela s’est produit.",
        "This date is in the future. Give the date on which it happened.",
    ),
    "NOT_A_PERSON": Translations(
        "Cette fiche est celle d’une organisation et non d’une personne : elle n’a pas de données personnelles à "
        "effacer. Vérifiez la nature de l’acteur, ou la base légale de la coordonnée.",
        "This record belongs to an organisation, not to a person: it has no personal data to erase. Check the actor’s "
        "kind, or the contact’s legal basis.",
    ),
    "ERASED": Translations(
        "Les données personnelles de cette fiche ont été effacées définitivement : elle ne peut pas être restaurée.",
        "The personal data of this record was erased for good: the record cannot be restored.",
    ),
}
"""Messages by code."""
