"""Messages on API tokens and on networks' spaces."""

from resolvers.i18n.messages.translations import Translations

TOKENS = {
    "TOKEN_REVOKED": Translations(
        "Ce jeton est révoqué et ne fonctionne plus. Créez-en un autre s’il vous en faut un.",
        "This token is revoked and no longer works. Create another if you need one.",
    ),
    "TOKEN_EXPIRED": Translations(
        "Ce jeton a expiré. Créez-en un autre s’il vous en faut un.",
        "This token has expired. Create another if you need one.",
    ),
    "TOKEN_REPLACED": Translations(
        "Ce jeton est déjà remplacé par un autre. Renouvelez plutôt celui qui le remplace.",
        "This token is already replaced by another. Rotate the one that replaces it instead.",
    ),
    "TOO_MANY_TOKENS": Translations(
        "Ce réseau a déjà {limit} jetons qui fonctionnent : il n’en est pas accepté plus. Révoquez d’abord ceux qui "
        "ne servent plus.",
        "This network already has {limit} tokens that work: no more are accepted. First revoke those that are no "
        "longer of use.",
    ),
    "SCOPE_NOT_HELD": Translations(
        "Un jeton ne donne pas de droits qu’il n’a pas lui-même. Demandez-le à une personne qui administre l’espace du "
        "réseau.",
        "A token gives no scopes that it does not have itself. Ask a person who administers the network’s space.",
    ),
    "RANGE_NOT_HELD": Translations(
        "Un jeton ne donne pas accès depuis des adresses d’où il ne fonctionne pas lui-même. Demandez-le à une "
        "personne qui administre l’espace du réseau.",
        "A token gives no access from addresses where it does not work itself. Ask a person who administers the "
        "network’s space.",
    ),
    "INVALID_ADDRESS_RANGE": Translations(
        "« {value} » n’est pas une plage d’adresses IP. Écrivez par exemple 192.0.2.0/24 ou une seule adresse.",
        "“{value}” is not a range of IP addresses. Write for example 192.0.2.0/24 or a single address.",
    ),
    "EXPIRY_PAST": Translations(
        "Cette date est passée. Choisissez-en une à venir.",
        "This moment has passed. Choose one to come.",
    ),
    "EXPIRY_TOO_FAR": Translations(
        "Un jeton fonctionne {days} jours au plus. Choisissez une date plus proche ; vous pourrez le renouveler.",
        "A token works for at most {days} days. Choose an earlier moment; you can rotate the token later.",
    ),
    "NO_CONFIRMED_ACCOUNT": Translations(
        "Aucun compte confirmé n’a cet identifiant ni cette adresse. La personne doit d’abord ouvrir un compte et "
        "confirmer son adresse.",
        "No confirmed account has this id or this address. The person must first register and confirm their address.",
    ),
}
"""By code."""
