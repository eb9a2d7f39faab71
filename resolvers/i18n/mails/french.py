"""Mails in French."""

import re
from datetime import date

from models import SpaceRole
from resolvers.i18n.mails.case_openers_french import CASE_OPENER_MAILS
from resolvers.i18n.mails.case_parties_french import CASE_PARTY_MAILS
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.kinds import MailKind
from resolvers.i18n.mails.language import MailLanguage

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


def typeset(text: str) -> str:
    """The text with the spaces that French typography does not let a line break at: narrow before ; ! and ?."""
    text = re.sub(" ([:»])", "\N{NO-BREAK SPACE}\\1", text).replace("« ", "«\N{NO-BREAK SPACE}")
    return re.sub(" ([;!?])", "\N{NARROW NO-BREAK SPACE}\\1", text)


def day(moment: date) -> str:
    """`1er mars 2027`."""
    return f"{'1er' if moment.day == 1 else moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}"


TEXTS = {
    MailKind.CONFIRM_EMAIL: (
        "Confirmez votre adresse",
        "Cette adresse a été donnée pour ouvrir un compte sur {commons}.",
        "Si c’est vous, ouvrez ce lien et donnez le mot de passe que vous avez choisi, ou choisissez-en un autre :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}.",
        "Si vous n’avez rien demandé, ignorez ce message : sans confirmation, le compte reste inutilisable.",
    ),
    MailKind.RESET_PASSWORD: (
        "Choisissez un nouveau mot de passe",
        "Un nouveau mot de passe a été demandé pour votre compte. Pour le choisir, ouvrez ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}. Ne le transmettez à personne.",
        "Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste le même.",
    ),
    MailKind.PASSWORD_CHANGED: (
        "Votre mot de passe a changé",
        "Le mot de passe de votre compte vient de changer. Si c’est vous, tout va bien.",
        "Sinon, reprenez la main sans attendre en demandant un nouveau mot de passe :",
        "{link}",
    ),
    MailKind.ALREADY_REGISTERED: (
        "Vous avez déjà un compte",
        "Votre adresse a été donnée pour un compte, mais vous en avez déjà un.",
        "Si c’est vous, connectez-vous, ou choisissez un nouveau mot de passe par ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}.",
        "Si ce n’est pas vous, ignorez ce message : rien n’a changé, et personne n’a appris que vous avez un compte.",
    ),
    MailKind.CHANGE_EMAIL: (
        "Une autre adresse pour votre compte ?",
        "Une personne qui connaît votre mot de passe demande que votre compte sur {commons} ait une autre adresse.",
        "Si c’est vous, confirmez en ouvrant ce lien ; un autre lien est envoyé à la nouvelle adresse :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}.",
        "Sinon, ne l’ouvrez pas, et changez sans attendre de mot de passe : quelqu’un connaît le vôtre.",
    ),
    MailKind.NEW_EMAIL: (
        "Confirmez votre nouvelle adresse",
        "Cette adresse a été donnée comme la nouvelle adresse d’un compte sur {commons}.",
        (
            "Si c’est vous, connectez-vous à ce compte, puis ouvrez ce lien ; un autre lien est envoyé à l’adresse "
            "actuelle :"
        ),
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}. Si vous n’avez rien demandé, ignorez ce message.",
    ),
    MailKind.EMAIL_CHANGED: (
        "L’adresse de votre compte a changé",
        (
            "L’adresse de votre compte sur {commons} a été changée, et confirmée depuis les deux adresses. "
            "Connectez-vous avec la nouvelle."
        ),
    ),
    MailKind.INVITATION: (
        "Invitation à rejoindre l’espace « {space} »",
        "Une personne qui administre l’espace « {space} » sur {commons} vous invite à le rejoindre.",
        "Vous pourrez y {role}.",
        "Pour l’accepter, ouvrez ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}. Si cette invitation ne vous dit rien, ignorez ce message.",
    ),
    MailKind.CLAIM_AUTHORITY: (
        "Qui agit pour « {authority} » ?",
        "Une personne déclare agir pour « {authority} » sur {commons}.",
        "Nous écrivons à votre adresse officielle pour savoir si c’est exact.",
        "Ce lien montre de qui il s’agit, et vous demande si cette personne agit bien pour vous :",
        "{link}",
        (
            "Il fonctionne une seule fois, pendant {lifetime}. Ne le transmettez à personne : toute personne qui l’a"
            " peut confirmer."
        ),
        "Tant que rien n’est confirmé, cette personne ne peut rien publier en votre nom.",
    ),
    MailKind.CLAIM_CONTESTED: (
        "Une autre personne déclare agir pour « {authority} »",
        "Vous agissez pour « {authority} », ou avez déclaré le faire. Une autre personne le déclare aussi.",
        "Une décision doit être prise entre ces déclarations. Celle-ci, et ce que vous pouvez faire, sont ici :",
        "{link}",
    ),
    MailKind.CLAIM_TO_SETTLE: (
        "Un cas à trancher : qui agit pour « {authority} » ?",
        "Une personne déclare agir pour « {authority} », alors qu’une autre le fait ou l’a déclaré.",
        "Un réseau garant ou vous devez décider entre elles. La déclaration est ici :",
        "{link}",
    ),
    MailKind.CLAIM_CONFIRMED: (
        "Vous agissez pour « {authority} »",
        "Votre déclaration pour « {authority} » est confirmée : votre espace est vérifié et peut publier.",
    ),
    MailKind.CLAIM_REFUSED: (
        "Votre déclaration pour « {authority} » est refusée",
        "Vous avez déclaré agir pour « {authority} ». Cette déclaration est refusée.",
        "La raison donnée : {reason}",
    ),
    MailKind.CLAIM_LOST: (
        "Votre déclaration pour « {authority} » n’est pas retenue",
        "Plusieurs personnes ont déclaré agir pour « {authority} ». Le cas est tranché, et la vôtre n’est pas retenue.",
        "Vous n’avez pas, ou plus, de rôle dans l’espace de « {authority} ».",
    ),
    MailKind.CLAIM_UNCONTESTED: (
        "Plus personne ne conteste votre déclaration pour « {authority} »",
        (
            "Vous avez déclaré agir pour « {authority} ». Une autre personne l’avait déclaré aussi : sa déclaration "
            "a été refusée ou retirée."
        ),
        (
            "La vôtre peut maintenant être confirmée : par un lien que vous faites envoyer à l’adresse officielle "
            "de la collectivité, ou par un réseau garant. Elle est ici :"
        ),
        "{link}",
    ),
    MailKind.SPACE_VACATED: (
        "Vous n’avez plus de rôle dans l’espace de « {authority} »",
        (
            "Vous travailliez dans l’espace de « {authority} ». Il dépendait d’une déclaration qui a été refusée ou "
            "retirée."
        ),
        "Plus personne n’y a de rôle, et son contenu a été archivé.",
        (
            "Si vous agissez pour cette collectivité, vous pouvez le déclarer vous-même, ou être invité par la "
            "personne qui sera confirmée."
        ),
    ),
    MailKind.SIREN_RELEASED: (
        "Une de vos fiches n’a plus de SIREN",
        "Le SIREN d’une de vos fiches sur {commons} est celui de « {authority} » dans le registre officiel.",
        (
            "La déclaration pour cette collectivité est confirmée : sa propre fiche porte maintenant ce SIREN, et la"
            " vôtre aucun."
        ),
        "Votre fiche est ici :",
        "{link}",
        "Si votre fiche décrit un autre organisme, saisissez le SIREN de celui-ci.",
    ),
    MailKind.SIREN_GIVEN_BACK: (
        "Une de vos fiches a de nouveau son SIREN",
        "La déclaration pour « {authority} » n’est plus confirmée.",
        "Votre fiche sur {commons} porte de nouveau son SIREN, qui avait été donné à la fiche de la collectivité :",
        "{link}",
    ),
    MailKind.ADMIN_APPOINTED: (
        "Une personne est nommée pour administrer l’espace « {space} »",
        (
            "L’équipe qui veille sur {commons} a nommé une personne pour administrer l’espace « {space} », qui "
            "n’avait plus d’administrateur actif depuis longtemps."
        ),
        "La raison donnée : {reason}",
        "Les personnes qui administrent l’espace, dont vous, sont ici :",
        "{link}",
    ),
    MailKind.APPROVED_WAITS: (
        "Ce que vous avez soumis sera publié une fois votre espace confirmé",
        "Ce que vous avez soumis sur {commons} est accepté.",
        (
            "Ce sera publié dès que votre déclaration pour la collectivité sera confirmée : d’ici là, rien n’est "
            "publié en son nom."
        ),
        "La décision est ici :",
        "{link}",
    ),
    MailKind.APPROVED_RETURNED: (
        "Ce que vous avez soumis redevient un brouillon",
        (
            "Ce que vous avez soumis sur {commons} a été accepté, en attendant que votre espace soit vérifié. Il "
            "l’est désormais, mais la fiche ne peut pas être publiée telle quelle et redevient un brouillon : une "
            "autre décision a été prise depuis à son sujet, ou une autre fiche publiée porte, par exemple, le même "
            "code."
        ),
        "Le dossier est ici ; vous pouvez corriger la fiche et la soumettre de nouveau :",
        "{link}",
    ),
    MailKind.TOKEN_EXPIRES: (
        "Le jeton {token} expire bientôt",
        "Le jeton {token} expire dans {left}. Les programmes qui s’en servent n’auront alors plus accès.",
        "S’il sert encore, renouvelez-le d’ici là :",
        "{link}",
    ),
    MailKind.TOKENS_STOPPED: (
        "Des jetons de « {network} » n’ont plus de responsable",
        "Une personne responsable de jetons de « {network} » a quitté son espace, ou y a moins de droits : {tokens}.",
        (
            "Un jeton n’a jamais plus de droits que la personne qui en est responsable. Des programmes ont pu "
            "s’arrêter pour cela."
        ),
        "Si un jeton sert encore, reprenez-le ; si cette personne peut en connaître le secret, renouvelez-le :",
        "{link}",
    ),
    MailKind.TOKEN_TAKEN_OVER: (
        "Une autre personne est responsable du jeton {token}",
        "Vous étiez responsable du jeton {token}. Une autre personne qui administre le réseau l’a repris.",
        "Vous n’avez rien à faire.",
    ),
    MailKind.ACCOUNT_SLEEPS: (
        "Votre compte sera effacé le {erased_on}",
        "Vous n’avez pas utilisé votre compte depuis longtemps : il sera effacé le {erased_on}.",
        "Nous ne gardons pas de données personnelles qui ne servent plus.",
        "Pour garder votre compte, il suffit de vous connecter avant cette date :",
        "{link}",
        "Si vous n’en avez plus besoin, vous n’avez rien à faire.",
    ),
    MailKind.ADMIN_SLEEPS: (
        "Vous êtes la seule personne à administrer « {space} »",
        "Vous n’avez pas utilisé votre compte depuis longtemps, et personne d’autre n’administre l’espace « {space} ».",
        "Votre compte sera effacé quand une autre personne administrera cet espace, et pas avant le {erased_on}.",
        "Pour garder votre compte, ou pour confier ce rôle à quelqu’un, connectez-vous :",
        "{link}",
    ),
    MailKind.SPACE_SLEEPS: (
        "L’espace « {space} » n’a plus d’administrateur actif",
        "La seule personne qui administre l’espace « {space} » n’a pas utilisé son compte depuis longtemps.",
        "D’autres personnes y travaillent. Son compte est gardé jusqu’à ce que l’une d’elles ait le rôle ADMIN.",
        "Demandez-leur qui administrera l’espace, et donnez ce rôle à cette personne :",
        "{link}",
    ),
    MailKind.ACCOUNT_ERASED: (
        "Votre compte est effacé",
        "Votre compte et les données personnelles qu’il contenait sont effacés.",
        "Ce que vous avez publié au nom d’un espace y reste, sans votre nom.",
        "C’est le dernier message de notre part au sujet de votre compte. Merci d’avoir participé !",
    ),
}

FRENCH = MailLanguage(
    greeting="Bonjour {name},",
    plain_greeting="Bonjour,",
    unnamed="(sans nom)",
    closing="Ce message vous est envoyé automatiquement par {commons}.",
    texts={kind: tuple(map(typeset, text)) for kind, text in (CASE_OPENER_MAILS | CASE_PARTY_MAILS | TEXTS).items()},
    roles={
        SpaceRole.ADMIN: "tout faire, et gérer les membres et leurs rôles",
        SpaceRole.EDITOR: "déposer, modifier et publier des contenus",
        SpaceRole.MEMBER: "voir les contenus qui ne sont pas publiés",
    },
    deciders={
        Decider.OWNER: "l’espace qui a publié la fiche",
        Decider.PARTNERS: "les réseaux partenaires",
        Decider.STEWARDS: "l’équipe qui veille sur le commun",
    },
    units={"day": ("jour", "jours"), "hour": ("heure", "heures"), "minute": ("minute", "minutes")},
    day=day,
    mark=typeset("« {characters} » (donné le {day})"),
)
