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
        "Ce qui est en cause est ici ; vous pouvez corriger la fiche sans attendre :",
        "{link}",
    ),
    MailKind.FIELD_REPORTED: (
        "Un champ de l’une de vos fiches est masqué",
        (
            "Quelqu’un signale que l’une de vos fiches sur {commons} en dit trop sur une personne. Les réseaux "
            "partenaires examinent ce signalement."
        ),
        "Jusqu’à leur décision, le champ en cause est masqué, et personne ne peut l’écrire. Le dossier est ici :",
        "{link}",
    ),
    MailKind.DUPLICATE_REPORTED: (
        "L’une de vos fiches serait un doublon",
        (
            "Quelqu’un signale que l’une de vos fiches sur {commons} dit la même chose qu’une autre. Les réseaux "
            "partenaires décident si elle est retirée."
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
        "Un signalement de l’une de vos fiches sur {commons} n’est pas retenu par {decider} : rien n’est retiré.",
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_RETURNED: (
        "L’une de vos fiches redevient un brouillon",
        (
            "Après un signalement de l’une de vos fiches sur {commons}, des changements sont demandés par {decider} : "
            "elle redevient un brouillon."
        ),
        "Ils sont expliqués ici ; la fiche pourra être publiée de nouveau dès qu’elle dira autre chose :",
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
            "Un signalement de données personnelles dans l’une de vos fiches sur {commons} est retenu par {decider} : "
            "ce que disait le champ est effacé pour de bon. La fiche reste, et vous pouvez y écrire autre chose."
        ),
        *("Le dossier est ici :", "{link}"),
    ),
    MailKind.RECORD_CORRECTED: (
        "L’une de vos fiches est corrigée",
        "Une correction que quelqu’un a suggérée pour l’une de vos fiches sur {commons} est acceptée par {decider}.",
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
            "Une demande au sujet de l’une de vos fiches sur {commons} est acceptée par {decider}, mais ce qui est "
            "décidé ne peut pas s’appliquer, ou pas entièrement."
        ),
        *("Ce qui l’empêche est ici :", "{link}", APPEAL),
    ),
    MailKind.RECORD_NOT_RESTORED: (
        "Un recours au sujet de l’une de vos fiches",
        (
            "À l’issue d’un recours, une demande au sujet de l’une de vos fiches sur {commons} n’est pas acceptée par "
            "{decider}. Mais ce qui avait été fait ne peut pas être défait, ou pas entièrement : la fiche a changé "
            "depuis, ou une autre décision s’y oppose."
        ),
        *("Ce qui l’empêche est ici :", "{link}"),
    ),
    MailKind.CASE_APPEALED: (
        "Un recours est formé dans un dossier qui vous concerne",
        "Une décision qui vous concerne sur {commons} est contestée : elle sera jugée une seconde fois.",
        "Les raisons données sont ici :",
        "{link}",
    ),
    MailKind.CLAIM_DECIDED: (
        "Une décision sur qui agit pour une collectivité",
        (
            "Vous avez déclaré agir pour une collectivité sur {commons}, et une autre personne aussi. La décision "
            "a été prise par {decider}."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.CASE_ESCALATED: (
        "Un dossier à trancher",
        "Le délai d’un dossier est passé sans que les votes des réseaux aient décidé : la décision vous revient.",
        "Le dossier est ici :",
        "{link}",
    ),
}
