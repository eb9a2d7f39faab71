"""Messages on exhausted storage quotas."""

from resolvers.i18n.messages.translations import Translations

QUOTAS = {
    "RECORDS_QUOTA_EXCEEDED": Translations(
        "Il y a déjà {used} fiches ici ; {limit} au plus sont acceptées. Faites confirmer qui agit au nom de l’espace "
        "si ce n’est pas fait ; sinon, demandez une limite plus haute à qui tient cette plateforme.",
        "There are {used} records here already; at most {limit} are accepted. Have it confirmed who acts for the space "
        "if that is still to be done; otherwise ask whoever runs this server for a higher limit.",
    ),
    "DRAFTS_QUOTA_EXCEEDED": Translations(
        "Il y a déjà {used} brouillons ici ; {limit} au plus sont acceptés. Publiez, soumettez ou archivez-en d’abord.",
        "There are {used} drafts here already; at most {limit} are accepted. First publish, submit or archive some.",
    ),
    "STORAGE_QUOTA_EXCEEDED": Translations(
        "Ce qui est enregistré ici, historique compris, occupe déjà {used}\u00a0Mo ; {limit}\u00a0Mo au plus sont "
        "acceptés. Écrivez moins long, faites confirmer qui agit au nom de l’espace si ce n’est pas fait, ou demandez "
        "une limite plus haute à qui tient cette plateforme.",
        "What is stored here, its history included, takes {used}\u00a0MB already; at most {limit}\u00a0MB are "
        "accepted. Write less at a time, have it confirmed who acts for the space if that is still to be done, or ask "
        "whoever runs this server for a higher limit.",
    ),
    "INVITATIONS_QUOTA_EXCEEDED": Translations(
        "Cet espace a déjà envoyé {used} invitations depuis hier ; {limit} au plus par jour sont acceptées. "
        "Recommencez demain.",
        "This space has sent {used} invitations since yesterday; at most {limit} a day are accepted. "
        "Try again tomorrow.",
    ),
}
