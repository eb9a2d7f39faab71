"""Messages on claims, spaces and colleagues."""

from resolvers.i18n.messages.translations import Translations

SPACES = {
    "ACCOUNT_NEEDED": Translations(
        "Seule une personne connectée à son compte peut faire cela, pas un programme.",
        "Only a person signed in to their account can do this, not a program.",
    ),
    "ALREADY_MEMBER": Translations(
        "Cette personne fait déjà partie de l’espace ; il n’y a rien à faire. Son rôle peut être changé.",
        "This person is in the space already; there is nothing to do. Their role can be changed.",
    ),
    "LAST_ADMIN": Translations(
        "L’espace n’aurait plus personne pour l’administrer. Donnez d’abord ce rôle à quelqu’un d’autre.",
        "The space would have nobody left to administer it. First give that role to someone else.",
    ),
    "CLAIM_PENDING": Translations(
        "La déclaration de cette personne fonde l’espace et n’est pas encore décidée : attendez, ou faites-la "
        "retirer d’abord.",
        "The space rests on this person’s claim, which is not decided yet: wait, or have it withdrawn first.",
    ),
    "CLAIM_CONTESTED": Translations(
        "Plusieurs personnes déclarent agir pour cette collectivité : cette déclaration doit être départagée par un "
        "réseau garant ou par l’équipe qui veille sur le commun.",
        "Several people claim to act for this authority: this claim must be settled by a guarantor network or a "
        "steward.",
    ),
    "CLAIM_SETTLED": Translations(
        "Cette déclaration est déjà décidée ; il n’y a rien à faire.",
        "This claim is already decided; there is nothing to do.",
    ),
    "CLAIM_REFUSED": Translations(
        "Votre déclaration pour cette collectivité a été refusée. Adressez-vous à un réseau garant.",
        "Your claim on this authority was refused. Turn to a guarantor network.",
    ),
    "TOO_MANY_CLAIMS": Translations(
        "Vous avez {limit} déclarations qui attendent une décision ou datent de moins d’un jour : il n’en est pas "
        "accepté plus. Faites-les confirmer, puis recommencez demain.",
        "You have {limit} claims that await a decision or are less than a day old: no more are accepted. Have them "
        "confirmed, then try again tomorrow.",
    ),
    "TOO_MANY_INVITATIONS": Translations(
        "Cet espace a {limit} invitations qui attendent une réponse : il n’en est pas accepté plus. Retirez-en une "
        "d’abord.",
        "This space has {limit} invitations that await an answer: no more are accepted. Withdraw one first.",
    ),
    "NO_OFFICIAL_MAILBOX": Translations(
        "Aucune adresse officielle de cette collectivité n’est connue ici : un lien ne peut pas être envoyé. Déclarez "
        "sans adresse ; un réseau garant doit confirmer que vous agissez pour elle.",
        "No official address of this authority is known here, so that no link can be sent. Make the claim without an "
        "address; a guarantor network must confirm that you act for it.",
    ),
    "MAILBOX_NOT_OFFICIAL": Translations(
        "Cette adresse n’est pas connue comme officielle : prenez-en une au nom de domaine du site de la collectivité, "
        "ou une adresse de contact qu’un réseau garant a publiée ici. Sinon, un réseau garant peut confirmer.",
        "This address is not known to be official: take one at the domain of the authority’s site, or a contact "
        "address that a guarantor network has published here. Otherwise a guarantor network can confirm.",
    ),
    "DECIDED_BY_GUARANTORS": Translations(
        "Seuls les réseaux garants et l’équipe qui veille sur le commun décident de cela.",
        "Only guarantor networks and stewards decide about this.",
    ),
    "OWN_CLAIM": Translations(
        "Personne ne décide de sa propre déclaration, ni pour un espace dont il fait partie, ni un réseau de celle "
        "d’un de ses membres par un programme. Demandez à quelqu’un d’autre.",
        "Nobody decides about their own claim, nor about a space that they are in, nor a network by a program about a "
        "member’s. Ask someone else.",
    ),
    "APPOINTS_OTHERS": Translations(
        "Personne ne se nomme soi-même : nommez quelqu’un d’autre pour administrer l’espace.",
        "Nobody appoints themselves: appoint someone else to administer the space.",
    ),
    "SPACE_ADMINISTERED": Translations(
        "Cet espace a quelqu’un pour l’administrer : adressez-vous à cette personne, qui invite ses collègues.",
        "This space has somebody who administers it: turn to them, who invite their colleagues.",
    ),
    "INVITATION_OF_ANOTHER": Translations(
        "Cette invitation a été envoyée à une autre adresse que celle de votre compte. Demandez une invitation à la "
        "vôtre.",
        "This invitation was sent to another address than your account’s. Ask to be invited at yours.",
    ),
}
"""By code."""
