"""Messages on editorial work."""

from resolvers.i18n.messages.translations import Translations

EDITORIAL = {
    "COLLECTION_OF_ITSELF": Translations(
        "Un dossier ne peut pas se contenir lui-même. Retirez-le de sa propre liste.",
        "A collection cannot contain itself. Take it off its own list.",
    ),
    "NETWORK_WITHOUT_VOICE": Translations(
        "Ce réseau n’est ni garant ni partenaire : il ne peut pas répondre d’un dossier.",
        "This network is neither a guarantor nor a partner: it cannot answer for a collection.",
    ),
    "JOIN_FIRST": Translations(
        "Votre réseau est seulement sollicité pour ce dossier : rejoignez-le d’abord, ou déclinez.",
        "Your network is only asked to answer for this collection: join it first, or leave it.",
    ),
    "NOT_INVITED": Translations(
        "Votre réseau répond déjà de ce dossier, ou n’a pas été sollicité.",
        "Your network answers for this collection already, or was not asked to.",
    ),
    "OTHERS_ANSWER": Translations(
        "D’autres réseaux répondent de ce dossier : eux seuls peuvent s’en retirer. Laissez-les dans la liste.",
        "Other networks answer for this collection: only they themselves leave it. Keep them on the list.",
    ),
    "NOBODY_ANSWERS": Translations(
        "Il faut au moins un réseau pour répondre d’un dossier : gardez le vôtre, ou archivez le dossier.",
        "At least one network answers for a collection: keep yours, or archive the collection.",
    ),
    "NODE_OR_KEEP": Translations(
        "Donnez soit une fiche (node), soit la place de ce qui reste (keep), et pas les deux.",
        "Give either a record (node) or the place of what stays (keep), and not both.",
    ),
    "NOTHING_AT_PLACE": Translations(
        "Il n’y a rien à la place {value} de la version attendue.",
        "There is nothing at place {value} of the version that is expected.",
    ),
    "NOT_PUBLIC": Translations(
        "Seul ce que tout le monde voit peut être mis en avant : publiez-le d’abord.",
        "Only what everyone sees can be featured: publish it first.",
    ),
    "FEATURED_ALREADY": Translations(
        "Votre réseau met déjà ce contenu en avant au même endroit pendant cette période.",
        "Your network features this at the same place already during this time.",
    ),
    "FEATURE_TOO_LONG": Translations(
        "Une mise en avant dure au plus {days} jours. Choisissez une fin plus proche.",
        "Something is featured for at most {days} days. Choose an earlier end.",
    ),
    "STARTS_IN_THE_PAST": Translations(
        "Ce début est déjà passé. Choisissez un moment à venir, ou n’en donnez pas : la mise en avant est immédiate.",
        "This beginning has passed already. Choose a moment to come, or give none to begin at once.",
    ),
    "FEATURED_NOWHERE": Translations(
        "Dites où mettre ce contenu en avant : sur un territoire, sur un thème, ou sur les deux.",
        "Say where to feature this: on a territory, on a topic, or on both.",
    ),
    "FEATURE_NOT_AFTER_START": Translations(
        "Une mise en avant doit finir après son début. Corrigez l’un des deux moments.",
        "A feature must end after it begins. Correct one of the two moments.",
    ),
    "ENDS_IN_THE_PAST": Translations(
        "Cette fin est déjà passée. Choisissez un moment à venir.",
        "This end has passed already. Choose a moment to come.",
    ),
    "FEATURE_OVER": Translations(
        "Cette mise en avant est déjà terminée ; il n’y a rien à faire.",
        "This feature has ended already; there is nothing to do.",
    ),
    "ALREADY_SEALED": Translations(
        "Votre réseau a déjà apposé ce label ; il n’y a rien à faire.",
        "Your network has granted this seal already; there is nothing to do.",
    ),
    "TIED_TO_ITSELF": Translations(
        "Une fiche ne peut pas figurer dans sa propre liste : retirez-la.",
        "A record cannot be in a list of its own: remove it.",
    ),
    "ALREADY_WITHDRAWN": Translations(
        "Ce label est déjà retiré ; il n’y a rien à faire.",
        "This seal is withdrawn already; there is nothing to do.",
    ),
}
