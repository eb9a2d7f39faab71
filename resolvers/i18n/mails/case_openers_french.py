"""Mails about review cases in French, to who asked."""

from resolvers.i18n.mails.kinds import MailKind

REASONS = "Le dossier et les motifs sont ici :"
APPEAL = "Vous pouvez former un recours jusqu’au {appeal_until}."

CASE_OPENER_MAILS = {
    MailKind.SUBMISSION_APPROVED: (
        "Votre fiche est publiée",
        "La fiche que vous avez soumise sur {commons} est acceptée par {decider} : elle est publiée.",
        *(REASONS, "{link}"),
    ),
    MailKind.SUBMISSION_REJECTED: (
        "Votre fiche n’est pas publiée",
        "La fiche que vous avez soumise sur {commons} n’est pas acceptée par {decider} : elle redevient un brouillon.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.SUBMISSION_RETURNED: (
        "Des changements sont demandés sur votre fiche",
        (
            "La fiche que vous avez soumise sur {commons} redevient un brouillon : des changements sont demandés par "
            "{decider}."
        ),
        "Ils sont expliqués ici ; vous pourrez ensuite soumettre la fiche de nouveau :",
        *("{link}", APPEAL),
    ),
    MailKind.CHANGE_APPROVED: (
        "Votre modification est acceptée",
        "La modification que vous avez proposée sur {commons} est acceptée par {decider}, et a été faite.",
        *(REASONS, "{link}"),
    ),
    MailKind.CHANGE_REJECTED: (
        "Votre modification n’est pas acceptée",
        (
            "La modification que vous avez proposée sur {commons} n’est pas acceptée par {decider} : la fiche n’a "
            "pas changé."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.CHANGE_RETURNED: (
        "Votre modification est à revoir",
        (
            "La modification que vous avez proposée sur {commons} n’est pas faite telle quelle : des points sont à "
            "revoir selon {decider}, ou la fiche a changé depuis."
        ),
        "Le dossier est ici ; vous pouvez proposer une autre modification :",
        *("{link}", APPEAL),
    ),
    MailKind.REPORT_UPHELD: (
        "Votre signalement est retenu",
        "Le signalement que vous avez fait sur {commons} est retenu par {decider} : la fiche n’est plus publiée.",
        *(REASONS, "{link}"),
    ),
    MailKind.FIELD_UPHELD: (
        "Ce que vous avez signalé est effacé",
        (
            "Vous avez signalé des données personnelles sur {commons}. Ce signalement est retenu par {decider} : le "
            "contenu du champ a été effacé définitivement."
        ),
        *("Le dossier est ici :", "{link}"),
    ),
    MailKind.REPORT_REJECTED: (
        "Votre signalement n’est pas retenu",
        "Le signalement que vous avez fait sur {commons} n’est pas retenu par {decider} : la fiche reste publiée.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.REPORT_RETURNED: (
        "La fiche que vous avez signalée est à revoir",
        (
            "Après votre signalement sur {commons}, des changements sont demandés par {decider} à l’espace qui a "
            "publié la fiche. Vous n’avez rien à faire."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.SUGGESTION_APPROVED: (
        "Votre suggestion est acceptée",
        "La correction que vous avez suggérée sur {commons} est acceptée par {decider}.",
        "Vous pouvez voir la fiche et la décision ici :",
        "{link}",
    ),
    MailKind.SUGGESTION_REJECTED: (
        "Votre suggestion n’est pas acceptée",
        (
            "La correction que vous avez suggérée sur {commons} n’est pas acceptée par {decider} : la fiche n’est pas "
            "corrigée."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.SUGGESTION_RETURNED: (
        "Votre suggestion est à revoir",
        (
            "La correction que vous avez suggérée sur {commons} n’est pas faite telle quelle : des points sont à "
            "revoir selon {decider}, ou la fiche a changé depuis."
        ),
        "Le dossier est ici ; vous pouvez suggérer une autre correction :",
        *("{link}", APPEAL),
    ),
    MailKind.CASE_CLOSED: (
        "Votre demande n’a plus besoin de décision",
        (
            "La fiche de votre demande sur {commons}, ou celle à garder, n’est plus publique, ou appartient à un "
            "autre espace."
        ),
        "Le dossier est clos sans décision :",
        "{link}",
    ),
    MailKind.CASE_HINDERED: (
        "Votre demande est acceptée, mais n’a pas pu être suivie d’effet",
        "Votre demande sur {commons} est acceptée par {decider}.",
        "La fiche a changé entre-temps : la décision ne peut pas s’appliquer, ou seulement en partie.",
        *("L’obstacle est expliqué ici :", "{link}"),
    ),
}
