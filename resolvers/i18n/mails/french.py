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
        "Si c’est vous, donnez votre accord en ouvrant ce lien ; la nouvelle boîte reçoit le sien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}.",
        "Sinon, ne l’ouvrez pas, et changez sans attendre de mot de passe : quelqu’un connaît le vôtre.",
    ),
    MailKind.NEW_EMAIL: (
        "Confirmez votre nouvelle adresse",
        "Cette adresse a été donnée comme la nouvelle adresse d’un compte sur {commons}.",
        "Si c’est vous, connectez-vous à ce compte, puis ouvrez ce lien ; la boîte actuelle reçoit le sien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}. Si vous n’avez rien demandé, ignorez ce message.",
    ),
    MailKind.EMAIL_CHANGED: (
        "L’adresse de votre compte a changé",
        "Votre compte sur {commons} a une nouvelle adresse, acceptée par les deux boîtes : elle ouvre vos sessions.",
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
        "Il fonctionne une seule fois, pendant {lifetime}. Ne le transmettez à personne : qui l’a peut confirmer.",
        "Tant que rien n’est confirmé, cette personne ne peut rien publier en votre nom.",
    ),
    MailKind.CLAIM_CONTESTED: (
        "Une autre personne déclare agir pour « {authority} »",
        "Vous agissez pour « {authority} », ou avez déclaré le faire. Une autre personne le déclare aussi.",
        "Il faut établir qui le peut. Cette déclaration et ce que vous pouvez faire sont ici :",
        "{link}",
    ),
    MailKind.CLAIM_TO_SETTLE: (
        "Un cas à trancher : qui agit pour « {authority} » ?",
        "Une personne déclare agir pour « {authority} », alors qu’une autre le fait ou l’a déclaré.",
        "Il revient à un réseau garant ou à vous d’établir qui le peut. La déclaration est ici :",
        "{link}",
    ),
    MailKind.CLAIM_CONFIRMED: (
        "Vous agissez pour « {authority} »",
        "Il est confirmé que vous agissez pour « {authority} » : votre espace est vérifié et peut publier.",
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
        "Vous avez déclaré agir pour « {authority} », et une autre personne aussi, dont la déclaration est sans suite.",
        (
            "La vôtre peut maintenant être confirmée : par un lien que vous faites envoyer à l’adresse officielle "
            "de la collectivité, ou par un réseau garant. Elle est ici :"
        ),
        "{link}",
    ),
    MailKind.SPACE_VACATED: (
        "Vous n’avez plus de rôle dans l’espace de « {authority} »",
        "Vous travailliez dans l’espace de « {authority} ». Il reposait sur une déclaration restée sans suite.",
        "Plus personne n’y a de rôle, et ce qui y était déposé est mis de côté.",
        (
            "Si vous agissez pour cette collectivité, vous pouvez le déclarer vous-même, ou être invité par la "
            "personne qui sera confirmée."
        ),
    ),
    MailKind.SIREN_RELEASED: (
        "Une de vos fiches n’a plus de SIREN",
        "Le SIREN d’une de vos fiches sur {commons} est celui de « {authority} » dans le registre officiel.",
        "On sait maintenant qui agit pour cette collectivité : sa propre fiche porte ce SIREN, et la vôtre aucun.",
        "La voici :",
        "{link}",
        "S’il lui en faut un, donnez-lui celui de l’organisme dont elle parle.",
    ),
    MailKind.SIREN_GIVEN_BACK: (
        "Une de vos fiches a de nouveau son SIREN",
        "On ne sait plus qui agit pour « {authority} ».",
        "Votre fiche sur {commons} porte de nouveau le SIREN qui lui avait été retiré :",
        "{link}",
    ),
    MailKind.ADMIN_APPOINTED: (
        "Une personne est nommée pour administrer l’espace « {space} »",
        (
            "L’équipe qui veille sur {commons} a nommé une personne pour administrer l’espace « {space} », car plus "
            "personne ne le faisait depuis longtemps."
        ),
        "La raison donnée : {reason}",
        "Les personnes qui administrent l’espace, dont vous, sont ici :",
        "{link}",
    ),
    MailKind.APPROVED_WAITS: (
        "Ce que vous avez soumis sera publié une fois votre espace confirmé",
        "Ce que vous avez soumis sur {commons} est accepté.",
        (
            "Ce sera publié dès qu’il sera confirmé que vous agissez pour la collectivité de votre espace : tant que "
            "ce n’est pas le cas, rien n’est publié en son nom."
        ),
        "La décision est ici :",
        "{link}",
    ),
    MailKind.APPROVED_RETURNED: (
        "Ce que vous avez soumis redevient un brouillon",
        (
            "Ce que vous avez soumis sur {commons} a été accepté, en attendant que votre espace soit confirmé. Il "
            "l’est désormais, mais la fiche a fait depuis l’objet d’une autre décision, ou une autre fiche s’y oppose, "
            "comme une qui porte son code : elle ne peut pas être publiée telle quelle et redevient un brouillon."
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
        "Des jetons de « {network} » attendent qu’une personne en réponde",
        "Une personne qui a donné des jetons de « {network} » a quitté son espace, ou y a moins de droits : {tokens}.",
        "Un jeton peut au plus ce que peut la personne qui en répond. Des programmes ont pu s’arrêter pour cela.",
        "Si l’un d’eux doit servir encore, reprenez-le ; si cette personne peut en connaître le secret, changez-le :",
        "{link}",
    ),
    MailKind.TOKEN_TAKEN_OVER: (
        "Une autre personne répond du jeton {token}",
        "Vous avez donné le jeton {token}. Une autre personne qui administre le réseau en répond désormais.",
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
        "Plus personne n’administre l’espace « {space} » ?",
        "La seule personne qui administre l’espace « {space} » n’a pas utilisé son compte depuis longtemps.",
        "D’autres personnes y travaillent. Son compte est gardé jusqu’à ce que l’une d’elles ait ce rôle.",
        "Demandez-leur qui peut l’avoir, et donnez-le à cette personne :",
        "{link}",
    ),
    MailKind.ACCOUNT_ERASED: (
        "Votre compte est effacé",
        "Votre compte et les données personnelles qu’il contenait sont effacés.",
        "Ce que vous avez publié au nom d’un espace y reste, sans votre nom.",
        "C’est le dernier message que vous recevez de nous à ce sujet. Merci d’avoir participé !",
    ),
}

FRENCH = MailLanguage(
    greeting="Bonjour {name},",
    plain_greeting="Bonjour,",
    unnamed="(sans nom)",
    closing="Ce message vous est envoyé automatiquement par {commons}.",
    texts={kind: tuple(map(typeset, text)) for kind, text in (CASE_OPENER_MAILS | CASE_PARTY_MAILS | TEXTS).items()},
    roles={
        SpaceRole.ADMIN: "tout faire, et décider qui peut y faire quoi",
        SpaceRole.EDITOR: "déposer, modifier et publier des contenus",
        SpaceRole.MEMBER: "voir ce qui n’est pas encore public",
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
