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
        "Ce jeton a déjà été remplacé par un autre. Renouvelez plutôt le nouveau.",
        "This token was already replaced by another. Rotate the new one instead.",
    ),
    "TOO_MANY_TOKENS": Translations(
        "Ce réseau a déjà {limit} jetons valables, ce qui est la limite. Révoquez d’abord ceux qui ne servent plus.",
        "This network already has {limit} valid tokens, which is the limit. First revoke those that are no longer "
        "used.",
    ),
    "SCOPE_NOT_HELD": Translations(
        "Votre jeton ne peut pas créer de jeton avec des droits qu’il n’a pas. Demandez-le à une personne qui "
        "administre l’espace du réseau.",
        "Your token cannot issue a token with scopes that it does not have. Ask an administrator of the network’s "
        "space.",
    ),
    "RANGE_NOT_HELD": Translations(
        "Votre jeton ne peut pas créer de jeton pour des adresses d’où il n’est pas accepté lui-même. Demandez-le à "
        "une personne qui administre l’espace du réseau.",
        "Your token cannot issue a token for addresses from which it is not accepted itself. Ask an administrator of "
        "the network’s space.",
    ),
    "INVALID_ADDRESS_RANGE": Translations(
        "« {value} » n’est pas une plage d’adresses IP. Écrivez par exemple 192.0.2.0/24 ou une seule adresse.",
        "“{value}” is not a range of IP addresses. Write for example 192.0.2.0/24 or a single address.",
    ),
    "EXPIRY_PAST": Translations(
        "Cette date est passée. Choisissez-en une à venir.",
        "This date is in the past. Choose a future one.",
    ),
    "EXPIRY_TOO_FAR": Translations(
        "Un jeton est valable {days} jours au plus. Choisissez une date plus proche ; vous pourrez le renouveler.",
        "A token is valid for at most {days} days. Choose an earlier date; you can rotate the token later.",
    ),
    "NO_CONFIRMED_ACCOUNT": Translations(
        "Aucun compte confirmé n’a cet identifiant ni cette adresse. La personne doit d’abord ouvrir un compte et "
        "confirmer son adresse.",
        "No confirmed account has this id or this address. The person must first register and confirm their address.",
    ),
}
"""Messages by code."""
