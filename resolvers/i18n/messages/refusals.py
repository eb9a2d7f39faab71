"""Why a mutation changed nothing, and what to do about it."""

from resolvers.i18n.messages.translations import Translations

REFUSALS = {
    "UNKNOWN_VERSION": Translations(
        "Cette fiche n’a pas cette version : la dernière est la version {latest}. Voyez son historique.",
        "This record has no such version: the latest is version {latest}. See its history.",
    ),
    "VALIDATION_FAILED": Translations(
        "Certains champs sont à corriger ; rien n’a été enregistré.",
        "Some fields need correcting; nothing was saved.",
    ),
    "UNAUTHENTICATED": Translations(
        "Connectez-vous, ou envoyez un jeton valide, pour faire cela.",
        "Sign in, or send a valid token, to do this.",
    ),
    "NULL_GIVEN": Translations(
        "Ce champ n’accepte pas null. Ne l’envoyez pas, ou donnez-lui une valeur.",
        "This field does not accept null. Leave it out, or give it a value.",
    ),
    "NOT_PERMITTED": Translations(
        "Vous n’avez pas le droit de faire cela. Demandez-le à une personne qui administre l’espace concerné.",
        "You may not do this. Ask someone who administers the space concerned.",
    ),
    "SPACE_NOT_VERIFIED": Translations(
        "Cet espace n’est pas encore vérifié et ne peut rien publier. Faites d’abord confirmer la déclaration dont il "
        "dépend.",
        "This space is not verified yet and cannot publish. First have the claim on it confirmed.",
    ),
    "NOT_FOUND": Translations(
        "Cette fiche n’existe pas, ou vous n’y avez pas accès. Vérifiez l’identifiant ou le code.",
        "This record does not exist, or you have no access to it. Check the id or code.",
    ),
    "CONFLICT": Translations(
        "Quelqu’un a modifié cette fiche entre-temps : elle en est à la version {current}. Relisez-la, puis "
        "recommencez à partir de cette version.",
        "Somebody has changed this record in the meantime: it is now at version {current}. Read it again, then repeat "
        "your change on that version.",
    ),
    "NOT_IN_THIS_STATE": Translations(
        "L’état actuel de cette fiche ne le permet pas. Relisez-la.",
        "The present state of this record does not allow that. Read it again.",
    ),
    "ARCHIVED": Translations(
        "Cette fiche est archivée. Restaurez-la avant de la modifier.",
        "This record is archived. Restore it before you change it.",
    ),
    "ALREADY_TAKEN": Translations(
        "Une autre fiche porte déjà cette valeur. Cherchez-la avant d’en créer une seconde.",
        "Another record has this value already. Look for that record before you create a second one.",
    ),
    "ALREADY_SUBMITTED": Translations(
        "Cette fiche est déjà soumise ; il n’y a rien à faire.",
        "This record is already submitted; there is nothing to do.",
    ),
    "ALREADY_PUBLISHED": Translations(
        "Cette fiche est déjà publiée ; il n’y a rien à faire.",
        "This record is already published; there is nothing to do.",
    ),
    "ALREADY_ARCHIVED": Translations(
        "Cette fiche est déjà archivée ; il n’y a rien à faire.",
        "This record is already archived; there is nothing to do.",
    ),
    "IS_DRAFT": Translations(
        "Cette fiche est un brouillon, ce qui ne permet pas cette action.",
        "This record is a draft, which does not allow this action.",
    ),
    "IS_SUBMITTED": Translations(
        "Cette fiche est soumise et attend une décision, ce qui ne permet pas cette action.",
        "This record is submitted and awaits a decision, which does not allow this action.",
    ),
    "IS_PUBLISHED": Translations(
        "Cette fiche est publiée, ce qui ne permet pas cette action.",
        "This record is published, which does not allow this action.",
    ),
    "IS_ARCHIVED": Translations(
        "Cette fiche est archivée. Restaurez-la d’abord.",
        "This record is archived. Restore it first.",
    ),
    "RATE_LIMITED": Translations(
        "Trop de demandes en peu de temps. Recommencez dans {seconds}\u00a0s.",
        "Too many requests in a short time. Try again in {seconds}\u00a0s.",
    ),
    "IDEMPOTENCY_KEY_PARAMETER_MISMATCH": Translations(
        "Cette clé d’idempotence a déjà servi pour une autre demande. Utilisez une nouvelle clé.",
        "This idempotency key was already used for another request. Use a new key.",
    ),
}
