"""Messages on claims, spaces and colleagues."""

from resolvers.i18n.messages.translations import Translations

SPACES = {
    "ACCOUNT_NEEDED": Translations(
        "Seule une personne connectée à son compte peut faire cela, pas un programme.",
        "Only a person signed in to their account can do this, not a program.",
    ),
    "ALREADY_MEMBER": Translations(
        "Cette personne fait déjà partie de l’espace ; il n’y a rien à faire. Son rôle peut être changé.",
        "This person is already a member of the space; there is nothing to do. You can change their role.",
    ),
    "LAST_ADMIN": Translations(
        "L’espace n’aurait plus personne pour l’administrer. Donnez d’abord le rôle ADMIN à quelqu’un d’autre.",
        "The space would have no administrator left. First give the role ADMIN to somebody else.",
    ),
    "CLAIM_PENDING": Translations(
        "L’espace dépend de la déclaration de cette personne, sur laquelle rien n’est encore décidé : attendez, ou "
        "faites-la retirer d’abord.",
        "The space depends on this person’s claim, which is not decided yet: wait, or have the claim withdrawn first.",
    ),
    "CLAIM_CONTESTED": Translations(
        "Plusieurs personnes déclarent agir pour cette collectivité : un réseau garant ou l’équipe qui veille sur le "
        "commun doit décider entre elles.",
        "Several people claim to act for this authority: a guarantor network or a steward must decide between them.",
    ),
    "CLAIM_SETTLED": Translations(
        "Une décision a déjà été prise sur cette déclaration ; il n’y a rien à faire.",
        "This claim was already decided; there is nothing to do.",
    ),
    "CLAIM_REFUSED": Translations(
        "Votre déclaration pour cette collectivité a été refusée. Adressez-vous à un réseau garant.",
        "Your claim on this authority was refused. Contact a guarantor network.",
    ),
    "TOO_MANY_CLAIMS": Translations(
        "Vous avez {limit} déclarations qui attendent une décision ou datent de moins d’un jour, ce qui est la limite."
        " Faites-les confirmer, puis recommencez demain.",
        "You have {limit} claims that await a decision or are less than a day old, which is the limit. Have them "
        "confirmed, then try again tomorrow.",
    ),
    "TOO_MANY_INVITATIONS": Translations(
        "Cet espace a {limit} invitations qui attendent une réponse, ce qui est la limite. Retirez-en une d’abord.",
        "This space has {limit} invitations that await an answer, which is the limit. Withdraw one first.",
    ),
    "NO_OFFICIAL_MAILBOX": Translations(
        "Aucune adresse officielle de cette collectivité n’est connue ici : un lien ne peut pas être envoyé. Déclarez "
        "sans adresse ; un réseau garant doit confirmer que vous agissez pour elle.",
        "No official address of this authority is known here, so that no link can be sent. Make the claim without an "
        "address; a guarantor network must confirm that you act for it.",
    ),
    "MAILBOX_NOT_OFFICIAL": Translations(
        "Cette adresse n’est pas connue comme officielle : donnez-en une au nom de domaine du site de la collectivité,"
        " ou une adresse de contact qu’un réseau garant a publiée ici. Sinon, un réseau garant peut confirmer votre "
        "déclaration.",
        "This address is not known to be official: give one at the domain of the authority’s website, or a contact "
        "address that a guarantor network has published here. Otherwise a guarantor network can confirm your claim.",
    ),
    "DECIDED_BY_GUARANTORS": Translations(
        "Seuls les réseaux garants et l’équipe qui veille sur le commun décident de cela.",
        "Only guarantor networks and stewards decide about this.",
    ),
    "OWN_CLAIM": Translations(
        "Vous ne pouvez pas décider de cette déclaration : c’est la vôtre, vous faites partie de l’espace, ou vous "
        "agissez pour le réseau de la personne. Demandez à quelqu’un d’autre.",
        "You cannot decide this claim: it is your own, you are a member of the space, or you act for the claimant’s "
        "network. Ask somebody else.",
    ),
    "APPOINTS_OTHERS": Translations(
        "Vous ne pouvez pas vous nommer vous-même : nommez quelqu’un d’autre pour administrer l’espace.",
        "You cannot appoint yourself: appoint somebody else to administer the space.",
    ),
    "SPACE_ADMINISTERED": Translations(
        "Une personne administre déjà cet espace : adressez-vous à elle, qui peut inviter des collègues.",
        "This space has an administrator already: ask that person to invite colleagues.",
    ),
    "INVITATION_OF_ANOTHER": Translations(
        "Cette invitation a été envoyée à une autre adresse que celle de votre compte. Demandez une invitation à la "
        "vôtre.",
        "This invitation was sent to an address that is not your account’s. Ask for an invitation to your own address.",
    ),
}
"""Messages by code."""
