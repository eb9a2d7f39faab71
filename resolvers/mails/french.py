"""Mails in French."""

import re
from datetime import date

from models import SpaceRole
from resolvers.mails.kind import Kind
from resolvers.mails.language import Language

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


def typeset(text: str) -> str:
    """The text with the spaces that French typography does not let a line break at: narrow before ; ! and ?."""
    text = re.sub(" ([:»])", "\N{NO-BREAK SPACE}\\1", text).replace("« ", "«\N{NO-BREAK SPACE}")
    return re.sub(" ([;!?])", "\N{NARROW NO-BREAK SPACE}\\1", text)


def day(moment: date) -> str:
    """`1er mars 2027`."""
    return f"{'1er' if moment.day == 1 else moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}"


TEXTS = {
    Kind.CONFIRM_EMAIL: (
        "Confirmez votre adresse",
        "Cette adresse a été donnée pour ouvrir un compte sur {commons}.",
        "Si c’est bien vous, confirmez-la en ouvrant ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}.",
        "Si vous n’avez rien demandé, ignorez ce message : sans confirmation, le compte reste inutilisable.",
    ),
    Kind.RESET_PASSWORD: (
        "Choisissez un nouveau mot de passe",
        "Un nouveau mot de passe a été demandé pour votre compte. Pour le choisir, ouvrez ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}. Ne le transmettez à personne.",
        "Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste le même.",
    ),
    Kind.PASSWORD_CHANGED: (
        "Votre mot de passe a changé",
        "Le mot de passe de votre compte vient de changer. Si c’est vous, tout va bien.",
        "Sinon, reprenez la main sans attendre en demandant un nouveau mot de passe :",
        "{link}",
    ),
    Kind.ALREADY_REGISTERED: (
        "Vous avez déjà un compte",
        "Quelqu’un a voulu ouvrir un compte avec votre adresse, mais vous en avez déjà un.",
        "Si c’est vous, connectez-vous ou demandez un nouveau mot de passe :",
        "{link}",
        "Si ce n’est pas vous, ignorez ce message : rien n’a changé, et personne n’a appris que vous avez un compte.",
    ),
    Kind.INVITATION: (
        "Invitation à rejoindre l’espace « {space} »",
        "Vous avez une invitation à rejoindre l’espace « {space} » sur {commons}, envoyée par {inviter}.",
        "Vous pourrez y {role}.",
        "Pour l’accepter, ouvrez ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}. Si cette invitation ne vous dit rien, ignorez ce message.",
    ),
    Kind.CLAIM_AUTHORITY: (
        "Qui agit pour « {authority} » ?",
        "Une personne déclare agir pour « {authority} » sur {commons} : {claimant} ({email}).",
        "Nous écrivons à votre adresse officielle pour savoir si c’est exact.",
        "Si cette personne agit bien pour vous, confirmez-le en ouvrant ce lien :",
        "{link}",
        "Il fonctionne une seule fois, pendant {lifetime}.",
        "Sinon, ne l’ouvrez pas et ne le transmettez à personne.",
        "Tant que rien n’est confirmé, cette personne ne peut rien publier en votre nom.",
    ),
    Kind.CLAIM_CONTESTED: (
        "Une autre personne déclare agir pour « {authority} »",
        "Vous agissez pour « {authority} », ou avez déclaré le faire. Une autre personne le déclare aussi.",
        "Il faut établir qui le peut. Cette déclaration et ce que vous pouvez faire sont ici :",
        "{link}",
    ),
    Kind.CLAIM_TO_SETTLE: (
        "Un cas à trancher : qui agit pour « {authority} » ?",
        "Une personne déclare agir pour « {authority} », alors qu’une autre le fait ou l’a déclaré.",
        "Il revient à un réseau garant ou à vous d’établir qui le peut. La déclaration est ici :",
        "{link}",
    ),
    Kind.CLAIM_CONFIRMED: (
        "Vous agissez pour « {authority} »",
        "Il est confirmé que vous agissez pour « {authority} » : votre espace est vérifié et peut publier.",
    ),
    Kind.CLAIM_REFUSED: (
        "Votre déclaration pour « {authority} » est refusée",
        "Vous avez déclaré agir pour « {authority} ». Cette déclaration est refusée.",
        "La raison donnée : {reason}",
    ),
    Kind.CLAIM_LOST: (
        "Votre déclaration pour « {authority} » n’est pas retenue",
        "Plusieurs personnes ont déclaré agir pour « {authority} ». Le cas est tranché, et la vôtre n’est pas retenue.",
        "Vous n’avez pas, ou plus, de rôle dans l’espace de « {authority} ».",
    ),
    Kind.CASE_APPROVED: (
        "Votre demande est acceptée",
        "Les réseaux partenaires de {commons} ont examiné votre demande et l’ont acceptée.",
        "Leurs motifs sont ici :",
        "{link}",
    ),
    Kind.CASE_REJECTED: (
        "Votre demande n’est pas acceptée",
        "Les réseaux partenaires de {commons} ont examiné votre demande et ne l’ont pas acceptée.",
        "Leurs motifs sont ici, et la manière de former un recours :",
        "{link}",
    ),
    Kind.CHANGES_REQUESTED: (
        "Des changements vous sont demandés",
        "Les réseaux partenaires de {commons} ont examiné votre demande et vous proposent de revoir quelques points.",
        "Ils sont expliqués ici ; vous pourrez ensuite soumettre la fiche de nouveau :",
        "{link}",
    ),
    Kind.RECORD_SUGGESTED: (
        "Une correction est proposée sur l’une de vos fiches",
        "Quelqu’un propose de corriger l’une de vos fiches sur {commons}. À vous de l’accepter ou non :",
        "{link}",
        "Sans réponse de votre part à l’échéance du dossier, les réseaux partenaires en décideront.",
    ),
    Kind.RECORD_REPORTED: (
        "L’une de vos fiches est signalée",
        "Quelqu’un signale l’une de vos fiches sur {commons}. Les réseaux partenaires examinent ce signalement.",
        "Ce qui est en cause est ici ; vous pouvez corriger la fiche sans attendre :",
        "{link}",
    ),
    Kind.RECORD_DECIDED: (
        "Une décision sur l’une de vos fiches",
        "Les réseaux partenaires de {commons} ont examiné une demande au sujet de l’une de vos fiches, et ont décidé.",
        "Leurs motifs sont ici, et la manière de former un recours :",
        "{link}",
    ),
    Kind.CASE_ESCALATED: (
        "Un dossier à trancher",
        "Le délai d’un dossier est passé sans que les votes des réseaux aient décidé : la décision vous revient.",
        "Le dossier est ici :",
        "{link}",
    ),
    Kind.TOKEN_EXPIRES: (
        "Le jeton « {token} » expire bientôt",
        "Le jeton « {token} » expire dans {left}. Les programmes qui s’en servent n’auront alors plus accès.",
        "S’il sert encore, renouvelez-le d’ici là :",
        "{link}",
    ),
    Kind.ACCOUNT_SLEEPS: (
        "Votre compte sera effacé le {erased_on}",
        "Vous n’avez pas utilisé votre compte depuis longtemps : il sera effacé le {erased_on}.",
        "Nous ne gardons pas de données personnelles qui ne servent plus.",
        "Pour garder votre compte, il suffit de vous connecter avant cette date :",
        "{link}",
        "Si vous n’en avez plus besoin, vous n’avez rien à faire.",
    ),
    Kind.ADMIN_SLEEPS: (
        "Vous êtes la seule personne à administrer « {space} »",
        "Vous n’avez pas utilisé votre compte depuis longtemps, et personne d’autre n’administre l’espace « {space} ».",
        "Votre compte sera effacé quand une autre personne administrera cet espace, et pas avant le {erased_on}.",
        "Pour garder votre compte, ou pour confier ce rôle à quelqu’un, connectez-vous :",
        "{link}",
    ),
    Kind.SPACE_SLEEPS: (
        "Plus personne n’administre l’espace « {space} » ?",
        "La seule personne qui administre l’espace « {space} » n’a pas utilisé son compte depuis longtemps.",
        "D’autres personnes y travaillent. Son compte est gardé jusqu’à ce que l’une d’elles ait ce rôle.",
        "Demandez-leur qui peut l’avoir, et donnez-le à cette personne :",
        "{link}",
    ),
    Kind.ACCOUNT_ERASED: (
        "Votre compte est effacé",
        "Votre compte et les données personnelles qu’il contenait sont effacés.",
        "Ce que vous avez publié au nom d’un espace y reste, sans votre nom.",
        "C’est le dernier message que vous recevez de nous à ce sujet. Merci d’avoir participé !",
    ),
}

FRENCH = Language(
    greeting="Bonjour {name},",
    plain_greeting="Bonjour,",
    unnamed="(sans nom)",
    closing="Ce message vous est envoyé automatiquement par {commons}.",
    texts={kind: tuple(map(typeset, text)) for kind, text in TEXTS.items()},
    roles={
        SpaceRole.ADMIN: "tout faire, et décider qui peut y faire quoi",
        SpaceRole.EDITOR: "déposer, modifier et publier des contenus",
        SpaceRole.MEMBER: "voir ce qui n’est pas encore public",
    },
    units={"day": ("jour", "jours"), "hour": ("heure", "heures"), "minute": ("minute", "minutes")},
    day=day,
)
