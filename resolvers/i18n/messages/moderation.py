"""Messages on review cases and votes."""

from resolvers.i18n.messages.translations import Translations

MODERATION = {
    "DECIDED_TOGETHER": Translations(
        "Les réseaux partenaires décident ensemble de cette publication : soumettez la fiche, et ils l’examineront.",
        "The partner networks decide on this publication together: submit the record, and they will review it.",
    ),
    "DECIDED_OTHERWISE": Translations(
        "Les réseaux partenaires, ou l’espace de la fiche, ont décidé le contraire : seule une nouvelle décision peut "
        "y revenir. Soumettez la fiche, ou attendez un recours.",
        "The partner networks, or the record’s space, decided against this: only a new decision can reverse it. Submit"
        " the record, or wait for an appeal.",
    ),
    "CASE_PENDING": Translations(
        "La même demande est déjà en cours d’examen ; attendez la décision.",
        "The same request is already under review; wait for the decision.",
    ),
    "CASE_OPEN": Translations(
        "Les réseaux votent encore sur ce dossier : attendez la décision ou la fin du délai.",
        "The networks are still voting on this case: wait for the decision or the deadline.",
    ),
    "CASE_DECIDED": Translations(
        "Ce dossier est décidé. La décision peut faire l’objet d’un recours pendant un temps limité.",
        "This case is decided. The decision can be appealed for a limited time.",
    ),
    "CASE_ESCALATED": Translations(
        "Le délai est passé sans décision : le vote est clos, et l’équipe qui veille sur le commun décide.",
        "The deadline has passed without a decision: voting is closed, and the stewards decide.",
    ),
    "CASE_CHANGED": Translations(
        "La fiche examinée dans ce dossier a changé depuis que vous l’avez lue : relisez-la, puis votez.",
        "The record under review has changed since you read it: read it again, then vote.",
    ),
    "CASE_WITHDRAWN": Translations(
        "Ce dossier a été retiré ; il n’y a plus rien à décider.",
        "This case was withdrawn; there is nothing left to decide.",
    ),
    "ENDS_OTHERWISE": Translations(
        "Ce dossier ne peut pas être retiré lui-même : retirez la déclaration (`withdrawClaim`), ou archivez la fiche.",
        "This case cannot be withdrawn itself: withdraw the claim (`withdrawClaim`), or archive the record.",
    ),
    "DECIDED_BEFORE": Translations(
        "Ce dossier a déjà été décidé ; un recours est en cours, et les réseaux en décideront.",
        "This case was decided before; an appeal is under way, and the networks will decide it.",
    ),
    "NO_VOICE": Translations(
        "Vous ne pouvez pas voter pour un réseau, ou pas pour celui-ci : il faut le rôle EDITOR dans l’espace d’un "
        "réseau garant ou partenaire. L’équipe qui veille sur le commun ne vote pour aucun réseau.",
        "You cannot vote for a network, or not for this one: you need the role EDITOR in the space of a guarantor or "
        "partner network. Stewards vote for no network.",
    ),
    "WHICH_NETWORK": Translations(
        "Vous pouvez agir pour plusieurs réseaux : indiquez lequel.",
        "You can act for several networks: say for which one.",
    ),
    "SAT_BEFORE": Translations(
        "Vous ou votre réseau avez déjà voté dans ce dossier : d’autres réseaux décident du recours.",
        "You or your network voted in this case before: other networks decide the appeal.",
    ),
    "SPOKE_ALREADY": Translations(
        "Vous avez déjà voté dans ce tour à un autre titre, et chaque personne vote une seule fois. Laissez ce vote à "
        "quelqu’un d’autre.",
        "You have already voted in this round in another name, and each person votes once. Leave this vote to somebody"
        " else.",
    ),
    "CONFLICT_OF_INTEREST": Translations(
        "Vous ou votre réseau avez un conflit d’intérêts dans ce dossier, parfois par un membre : laissez d’autres en "
        "décider.",
        "You or your network have a conflict of interest in this case, perhaps by a member: leave it to others.",
    ),
    "GROUND_OF_ANOTHER_CHOICE": Translations(
        "Ce motif ne correspond pas à ce choix : donnez-en un autre.",
        "This ground does not match the choice: give another one.",
    ),
    "DECIDED_BY_STEWARDS": Translations(
        "Seule l’équipe qui veille sur le commun décide d’un dossier que les votes n’ont pas tranché.",
        "Only stewards decide a case that the votes have not decided.",
    ),
    "DECIDES_NOTHING": Translations(
        "Une abstention ne décide rien : choisissez autre chose.",
        "An abstention decides nothing: choose something else.",
    ),
    "DECIDED_FOR_GOOD": Translations(
        "Cette décision est définitive : le délai de recours est passé, ou elle a été prise sur un recours.",
        "This decision is final: the time for an appeal has passed, or it was made on appeal.",
    ),
    "NOT_CONCERNED": Translations(
        "Seuls la personne ou le réseau qui a ouvert le dossier et l’espace de la fiche peuvent former un recours.",
        "Only the person or network that opened the case, and the space of the record, can appeal.",
    ),
    "DECIDED_IN_FAVOUR": Translations(
        "Cette décision est en votre faveur : seule l’autre partie peut former un recours.",
        "This decision is in your favour: only the other side can appeal.",
    ),
    "ON_APPEAL": Translations(
        "Un recours est en cours, et la fiche ne peut pas changer jusqu’à la décision. Attendez-la, ou archivez la "
        "fiche pour retirer le recours.",
        "An appeal is under way, and the record cannot change until the decision. Wait for it, or archive the record "
        "to withdraw the appeal.",
    ),
    "SAYS_SOMETHING_ELSE": Translations(
        "La fiche a changé depuis la décision : un recours n’aurait plus d’objet. Faites une nouvelle demande.",
        "The record has changed since the decision, so that an appeal would have no effect. Make a new request.",
    ),
    "UNDER_REVIEW": Translations(
        "Les réseaux examinent un signalement : attendez leur décision.",
        "The networks are reviewing a report: wait for their decision.",
    ),
    "CHANGES_REQUESTED": Translations(
        "Les réseaux ont demandé des changements : faites-les d’abord.",
        "The networks asked for changes: make them first.",
    ),
    "JUDGED_BEFORE": Translations(
        "Les réseaux ont rejeté ce signalement il y a moins d’un an, et rien n’a changé depuis.",
        "The networks rejected this report less than a year ago, and nothing has changed since.",
    ),
    "WITHDRAWN_BEFORE": Translations(
        "Vous avez retiré ce signalement, et la fiche n’a pas changé depuis.",
        "You withdrew this report, and the record has not changed since.",
    ),
    "REPORTS_WAITING": Translations(
        "Vous avez {limit} signalements de données personnelles qui attendent une décision, ce qui est la limite. "
        "Attendez que l’un d’eux soit décidé.",
        "You have {limit} reports of personal data that await a decision, which is the limit. Wait until one of them "
        "is decided.",
    ),
    "BEING_DECIDED": Translations(
        "Les votes viennent de décider ce dossier ; la décision s’applique dans la minute. Relisez la fiche, puis "
        "recommencez.",
        "The votes have just decided this case; the decision is carried out within a minute. Read the record again, "
        "then retry.",
    ),
    "APPEAL_PENDING": Translations(
        "La personne à qui cette collectivité a été retirée a formé un recours, qui doit être décidé d’abord. "
        "Recommencez ensuite.",
        "The person who lost this authority’s space has appealed, and the appeal is decided first. Try again after "
        "that.",
    ),
    "GIVEN_TOGETHER": Translations(
        "Les réseaux partenaires ont décidé par leurs votes qui agit pour cette collectivité : seul un recours peut "
        "changer cette décision.",
        "The partner networks have decided by their votes who acts for this authority: only an appeal can change that.",
    ),
    "CASE_HELD": Translations(
        "Un autre réseau a pris ce dossier en premier examen. Vous pouvez voter, ou prendre un autre dossier.",
        "Another network is holding this case. You can vote, or hold another case.",
    ),
    "CASE_NOT_HELD": Translations(
        "Votre réseau n’a pas pris ce dossier en premier examen ; il n’y a rien à rendre.",
        "Your network is not holding this case; there is nothing to release.",
    ),
    "TAKEN_DOWN_TOGETHER": Translations(
        "Les réseaux partenaires ont décidé de retirer cette fiche : elle ne peut pas être restaurée. Formez un "
        "recours contre la décision.",
        "The partner networks decided to take this record down: it cannot be restored. Appeal against the decision "
        "instead.",
    ),
    "UNKNOWN_TYPE": Translations(
        "Aucune règle ne s’applique à ce type. Choisissez parmi : {types}.",
        "No policy applies to this type. Choose one of: {types}.",
    ),
    "IN_THE_PAST": Translations(
        "Une règle ne peut pas commencer dans le passé : choisissez un moment à venir, ou n’en donnez pas.",
        "A policy cannot begin in the past: choose a future moment, or give none.",
    ),
    "BELOW_THE_QUORUM": Translations(
        "Le nombre de votes d’une décision anticipée ne peut pas être inférieur au quorum.",
        "The number of votes for an early decision cannot be lower than the quorum.",
    ),
    "BEFORE_THE_MINIMUM": Translations(
        "Le délai doit être plus long que la durée minimale du vote.",
        "The deadline must be longer than the minimum time.",
    ),
    "NOTHING_TO_HIDE": Translations(
        "Ce champ est vide ou déjà masqué.",
        "This field is empty or already hidden.",
    ),
    "FIELD_HIDDEN": Translations(
        "Ce champ est masqué jusqu’à la décision des réseaux. Modifiez les autres champs dès maintenant, et celui-ci "
        "ensuite.",
        "This field is hidden until the networks decide. Change the other fields now, and this one afterwards.",
    ),
    "NO_DUPLICATE": Translations(
        "Un doublon doit être une autre fiche du même type.",
        "A duplicate must be another record of the same type.",
    ),
    "OWN_RECORD": Translations(
        "Cette fiche appartient à votre espace : modifiez-la au lieu de faire une suggestion.",
        "This record belongs to your own space: change it instead of suggesting a change.",
    ),
    "OWNER_FIRST": Translations(
        "L’espace de la fiche répond d’abord ; sans réponse avant l’échéance, les réseaux partenaires votent ensuite.",
        "The record’s space answers first; if it does not answer by the deadline, the partner networks vote "
        "afterwards.",
    ),
}
