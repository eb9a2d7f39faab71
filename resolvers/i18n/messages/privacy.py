"""Messages on consents and erasures."""

from resolvers.i18n.messages.translations import Translations

PERSONS = {
    "BASIS_NOT_CONSENT": Translations(
        "Cette coordonnée ne repose pas sur le consentement. Changez d’abord sa base légale en CONSENT.",
        "This contact does not rest on consent. First change its legal basis to CONSENT.",
    ),
    "ALREADY_CONSENTED": Translations(
        "Cette finalité est déjà consentie ; il n’y a rien à faire. Pour renouveler le consentement, retirez-le "
        "d’abord.",
        "This purpose is already agreed to; there is nothing to do. To renew the consent, withdraw it first.",
    ),
    "NO_CONSENT": Translations(
        "Aucun consentement à cette finalité n’est en vigueur ; il n’y a rien à retirer.",
        "No consent to this purpose is in force; there is nothing to withdraw.",
    ),
    "MOMENT_TO_COME": Translations(
        "Ce moment n’est pas encore venu. Donnez celui où cela s’est fait.",
        "This moment has not come yet. Give the one at which it was done.",
    ),
    "NOT_A_PERSON": Translations(
        "Ceci appartient à une organisation et non à une personne : il n’y a rien de personnel à effacer. Vérifiez la "
        "nature de l’acteur, ou la base légale de la coordonnée.",
        "This is an organisation’s, and no person’s: there is nothing personal to erase. Check the actor’s kind, or "
        "the contact’s legal basis.",
    ),
    "ERASED": Translations(
        "Ce que cette fiche avait de personnel est effacé pour toujours : elle ne peut pas être rétablie.",
        "What was personal in this record is erased for good: it cannot be brought back.",
    ),
}
"""By code."""
