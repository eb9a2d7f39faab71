"""What is said of editorial work."""

from resolvers.messages.text import Text

EDITORIAL = {
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
