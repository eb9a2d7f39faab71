"""Messages on exhausted storage quotas."""

from resolvers.i18n.messages.translations import Translations

QUOTAS = {
    "RECORDS_QUOTA_EXCEEDED": Translations(
        "Il y a déjà {used} fiches ici ; {limit} au plus sont acceptées. Faites vérifier l’espace s’il ne l’est pas ; "
        "sinon, demandez une limite plus haute à l’exploitant de cette plateforme.",
        "There are {used} records here already; at most {limit} are accepted. Have the space verified if it is not; "
        "otherwise ask the operator of this server for a higher limit.",
    ),
    "DRAFTS_QUOTA_EXCEEDED": Translations(
        "Il y a déjà {used} brouillons ici ; {limit} au plus sont acceptés. Publiez, soumettez ou archivez-en d’abord.",
        "There are {used} drafts here already; at most {limit} are accepted. First publish, submit or archive some.",
    ),
    "STORAGE_QUOTA_EXCEEDED": Translations(
        "Le contenu enregistré ici, historique compris, occupe déjà {used}\u00a0Mo ; {limit}\u00a0Mo au plus sont "
        "acceptés. Raccourcissez vos textes, faites vérifier l’espace s’il ne l’est pas, ou demandez une limite plus "
        "haute à l’exploitant de cette plateforme.",
        "The content stored here, with its history, takes {used}\u00a0MB already; at most {limit}\u00a0MB are "
        "accepted. Shorten your texts, have the space verified if it is not, or ask the operator of this server for a "
        "higher limit.",
    ),
    "INVITATIONS_QUOTA_EXCEEDED": Translations(
        "Cet espace a déjà envoyé {used} invitations depuis hier ; {limit} au plus par jour sont acceptées. "
        "Recommencez demain.",
        "This space has sent {used} invitations since yesterday; at most {limit} a day are accepted. "
        "Try again tomorrow.",
    ),
}
