"""Mails about review cases in French, to whose record it is, to the other side of an appeal, and to the stewards."""

from resolvers.i18n.mails.case_openers_french import APPEAL, REASONS
from resolvers.i18n.mails.kinds import MailKind

CASE_PARTY_MAILS = {
    MailKind.RECORD_SUGGESTED: (
        "Une correction est proposée sur l’une de vos fiches",
        "Quelqu’un propose de corriger l’une de vos fiches sur {commons}. À vous de l’accepter ou non :",
        "{link}",
        "Sans réponse de votre part à l’échéance du dossier, les réseaux partenaires en décideront.",
    ),
    MailKind.RECORD_REPORTED: (
        "L’une de vos fiches est signalée",
        "Quelqu’un signale l’une de vos fiches sur {commons}. Les réseaux partenaires examinent ce signalement.",
        "Vous pouvez lire le signalement ici, et corriger la fiche sans attendre :",
        "{link}",
    ),
    MailKind.FIELD_REPORTED: (
        "Un champ de l’une de vos fiches est masqué",
        (
            "Quelqu’un a signalé des données personnelles dans l’une de vos fiches sur {commons}. Les réseaux "
            "partenaires examinent ce signalement."
        ),
        "Jusqu’à leur décision, ce champ est masqué et ne peut pas être modifié. Le dossier est ici :",
        "{link}",
    ),
    MailKind.DUPLICATE_REPORTED: (
        "L’une de vos fiches serait un doublon",
        (
            "Quelqu’un a signalé que l’une de vos fiches sur {commons} est un doublon d’une autre. Les réseaux "
            "partenaires décideront si elle est retirée."
        ),
        "Les deux fiches sont ici :",
        "{link}",
    ),
    MailKind.REQUEST_WITHDRAWN: (
        "Une demande sur l’une de vos fiches est retirée",
        (
            "La personne qui avait signalé l’une de vos fiches sur {commons}, ou suggéré de la corriger, retire sa "
            "demande : il n’y a plus rien à décider."
        ),
        *("Le dossier est ici :", "{link}"),
    ),
    MailKind.RECORD_TAKEN_DOWN: (
        "L’une de vos fiches est retirée",
        "Un signalement de l’une de vos fiches sur {commons} est retenu par {decider} : la fiche n’est plus publiée.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.RECORD_KEPT: (
        "Le signalement de l’une de vos fiches n’est pas retenu",
        "Un signalement de l’une de vos fiches sur {commons} n’est pas retenu par {decider} : la fiche reste publiée.",
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_RETURNED: (
        "L’une de vos fiches redevient un brouillon",
        (
            "Après un signalement de l’une de vos fiches sur {commons}, des changements sont demandés par {decider} : "
            "elle redevient un brouillon."
        ),
        "Ils sont expliqués ici ; vous pourrez publier la fiche de nouveau après l’avoir modifiée :",
        *("{link}", APPEAL),
    ),
    MailKind.RECORD_TO_REVISE: (
        "L’une de vos fiches est à revoir",
        (
            "Après un signalement de l’une de vos fiches sur {commons}, des changements sont demandés par {decider}. "
            "La fiche n’est pas retirée."
        ),
        *(REASONS, "{link}"),
    ),
    MailKind.FIELD_ERASED: (
        "Un champ de l’une de vos fiches est effacé",
        (
            "Un signalement de données personnelles dans l’une de vos fiches sur {commons} est retenu par {decider} "
            ": le contenu du champ a été effacé définitivement. La fiche reste, et vous pouvez remplir ce champ de "
            "nouveau."
        ),
        *("Le dossier est ici :", "{link}"),
    ),
    MailKind.RECORD_CORRECTED: (
        "L’une de vos fiches est corrigée",
        "Une correction suggérée pour l’une de vos fiches sur {commons} est acceptée par {decider}, et a été faite.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.RECORD_UNCHANGED: (
        "Une correction suggérée n’est pas faite",
        (
            "Une correction que quelqu’un a suggérée pour l’une de vos fiches sur {commons} n’est pas faite : elle "
            "n’est pas acceptée par {decider}, ou la fiche a changé depuis."
        ),
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_HINDERED: (
        "Une décision sur l’une de vos fiches",
        (
            "Une demande au sujet de l’une de vos fiches sur {commons} est acceptée par {decider}, mais la décision "
            "ne peut pas s’appliquer, ou seulement en partie."
        ),
        *("L’obstacle est expliqué ici :", "{link}", APPEAL),
    ),
    MailKind.RECORD_NOT_RESTORED: (
        "Un recours au sujet de l’une de vos fiches",
        (
            "À l’issue d’un recours, une demande au sujet de l’une de vos fiches sur {commons} n’est pas acceptée "
            "par {decider}. Mais la première décision ne peut pas être annulée, ou seulement en partie : la fiche a "
            "changé depuis, ou une autre décision s’y oppose."
        ),
        *("L’obstacle est expliqué ici :", "{link}"),
    ),
    MailKind.CASE_APPEALED: (
        "Un recours est formé dans un dossier qui vous concerne",
        (
            "Quelqu’un a formé un recours contre une décision qui vous concerne sur {commons} : il y aura une "
            "seconde décision."
        ),
        "Les raisons données sont ici :",
        "{link}",
    ),
    MailKind.CLAIM_DECIDED: (
        "Une décision sur qui agit pour une collectivité",
        (
            "Vous avez déclaré agir pour une collectivité sur {commons}, et une autre personne aussi. La décision "
            "entre ces déclarations a été prise par {decider}."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.CASE_ESCALATED: (
        "Un dossier à trancher",
        "Le délai d’un dossier est passé sans décision des réseaux : c’est à vous de décider.",
        "Le dossier est ici :",
        "{link}",
    ),
}
