"""What is said of editorial work."""

from resolvers.messages.text import Text

EDITORIAL = {
    "COLLECTION_OF_ITSELF": Text(
        "Un dossier ne peut pas se contenir lui-même. Retirez-le de sa propre liste.",
        "A collection cannot contain itself. Take it off its own list.",
    ),
    "NETWORK_WITHOUT_VOICE": Text(
        "Ce réseau n’est ni garant ni partenaire : il ne peut pas répondre d’un dossier.",
        "This network is neither a guarantor nor a partner: it cannot answer for a collection.",
    ),
    "FEATURED_NOWHERE": Text(
        "Dites où mettre ce contenu en avant : sur un territoire, sur un thème, ou sur les deux.",
        "Say where to feature this: on a territory, on a topic, or on both.",
    ),
    "FEATURE_NOT_AFTER_START": Text(
        "Une mise en avant doit finir après son début. Corrigez l’un des deux moments.",
        "A feature must end after it begins. Correct one of the two moments.",
    ),
    "ENDS_IN_THE_PAST": Text(
        "Cette fin est déjà passée. Choisissez un moment à venir.",
        "This end has passed already. Choose a moment to come.",
    ),
    "FEATURE_OVER": Text(
        "Cette mise en avant est déjà terminée ; il n’y a rien à faire.",
        "This feature has ended already; there is nothing to do.",
    ),
    "ALREADY_SEALED": Text(
        "Votre réseau a déjà apposé ce label ; il n’y a rien à faire.",
        "Your network has granted this seal already; there is nothing to do.",
    ),
    "TIED_TO_ITSELF": Text(
        "Une fiche ne peut pas figurer dans sa propre liste : retirez-la.",
        "A record cannot be in a list of its own: remove it.",
    ),
    "ALREADY_WITHDRAWN": Text(
        "Ce label est déjà retiré ; il n’y a rien à faire.",
        "This seal is withdrawn already; there is nothing to do.",
    ),
}
