"""Messages on editorial work."""

from resolvers.i18n.messages.translations import Translations

EDITORIAL = {
    "COLLECTION_OF_ITSELF": Translations(
        "Un dossier ne peut pas se contenir lui-même. Retirez-le de la liste.",
        "A collection cannot contain itself. Remove it from the list.",
    ),
    "NETWORK_WITHOUT_VOICE": Translations(
        "Ce réseau n’est ni garant ni partenaire : il ne peut pas être responsable d’un dossier.",
        "This network is neither a guarantor nor a partner: it cannot be responsible for a collection.",
    ),
    "JOIN_FIRST": Translations(
        "Votre réseau est seulement invité à ce dossier : rejoignez-le d’abord, ou déclinez.",
        "Your network is only invited to this collection: join it first, or decline.",
    ),
    "NOT_INVITED": Translations(
        "Votre réseau est déjà responsable de ce dossier, ou n’y a pas été invité.",
        "Your network is already responsible for this collection, or was not invited to it.",
    ),
    "OTHERS_ANSWER": Translations(
        "D’autres réseaux sont responsables de ce dossier, et eux seuls peuvent s’en retirer. Laissez-les dans la "
        "liste.",
        "Other networks are responsible for this collection, and only they can leave it. Keep them on the list.",
    ),
    "NOBODY_ANSWERS": Translations(
        "Un dossier a au moins un réseau responsable : gardez le vôtre, ou archivez le dossier.",
        "A collection has at least one responsible network: keep yours, or archive the collection.",
    ),
    "NODE_OR_KEEP": Translations(
        "Donnez soit une fiche (node), soit la position d’un élément à garder (keep), et pas les deux.",
        "Give either a record (node) or the position of an item to keep (keep), and not both.",
    ),
    "NOTHING_AT_PLACE": Translations(
        "La version attendue n’a pas d’élément à la position {value}.",
        "The expected version has no item at position {value}.",
    ),
    "NOT_PUBLIC": Translations(
        "Seule une fiche publiée peut être mise en avant : publiez-la d’abord.",
        "Only a published record can be featured: publish it first.",
    ),
    "FEATURED_ALREADY": Translations(
        "Votre réseau met déjà ce contenu en avant au même endroit pendant cette période.",
        "Your network already features this record at the same place during this period.",
    ),
    "FEATURE_TOO_LONG": Translations(
        "Une mise en avant dure au plus {days} jours. Choisissez une fin plus proche.",
        "A record is featured for at most {days} days. Choose an earlier end.",
    ),
    "STARTS_IN_THE_PAST": Translations(
        "Ce début est déjà passé. Choisissez un moment à venir, ou n’en donnez pas : la mise en avant est immédiate.",
        "This start is in the past. Choose a future one, or give none to start at once.",
    ),
    "FEATURED_NOWHERE": Translations(
        "Indiquez où mettre cette fiche en avant : sur un territoire, sur un thème, ou sur les deux.",
        "Say where to feature this record: on a territory, on a topic, or on both.",
    ),
    "FEATURE_NOT_AFTER_START": Translations(
        "Une mise en avant doit finir après son début. Corrigez l’un des deux moments.",
        "A feature must end after it begins. Correct one of the two moments.",
    ),
    "ENDS_IN_THE_PAST": Translations(
        "Cette fin est déjà passée. Choisissez un moment à venir.",
        "This end is in the past. Choose a future one.",
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
        "Une fiche ne peut pas être liée à elle-même : retirez-la de la liste.",
        "A record cannot be related to itself: remove it from the list.",
    ),
    "ALREADY_WITHDRAWN": Translations(
        "Ce label est déjà retiré ; il n’y a rien à faire.",
        "This seal is withdrawn already; there is nothing to do.",
    ),
}
