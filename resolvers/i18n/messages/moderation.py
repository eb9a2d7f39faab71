"""Messages on review cases and votes."""

from resolvers.i18n.messages.translations import Translations

MODERATION = {
    "DECIDED_TOGETHER": Translations(
        "Les réseaux partenaires décident ensemble de cette publication : soumettez la fiche, elle sera examinée.",
        "The partner networks decide about this together: submit the record, and it will be reviewed.",
    ),
    "DECIDED_OTHERWISE": Translations(
        "Les réseaux partenaires, ou l’espace de la fiche, en ont décidé autrement : on ne publie contre une décision "
        "que par un nouveau dossier. Soumettez la fiche, ou laissez former un recours.",
        "The partner networks, or the record’s space, decided otherwise: against a decision, a new case alone "
        "publishes. Submit the record, or leave it to an appeal.",
    ),
    "CASE_PENDING": Translations(
        "La même question est déjà examinée ; attendez la décision.",
        "The same is being reviewed already; wait for the decision.",
    ),
    "CASE_OPEN": Translations(
        "Les réseaux votent encore sur ce dossier : attendez la décision ou la fin du délai.",
        "The networks are still voting on this case: wait for the decision or the deadline.",
    ),
    "CASE_DECIDED": Translations(
        "Ce dossier est décidé. Contre la décision, un recours est possible pendant un temps.",
        "This case is decided. For a time, the decision can be appealed against.",
    ),
    "CASE_ESCALATED": Translations(
        "Le délai est passé sans décision : l’équipe qui veille sur le commun tranche, et l’on ne vote plus.",
        "The deadline has passed without a decision: the stewards decide, and nobody votes any more.",
    ),
    "CASE_CHANGED": Translations(
        "L’objet de ce dossier a changé depuis que vous l’avez lu : relisez-le, puis votez.",
        "What this case is about has changed since you read it: read it again, then vote.",
    ),
    "CASE_WITHDRAWN": Translations(
        "Ce dossier a été retiré ; il n’y a plus rien à décider.",
        "This case was withdrawn; there is nothing left to decide.",
    ),
    "ENDS_OTHERWISE": Translations(
        "Ce dossier prend fin avec son objet : retirez la déclaration (`withdrawClaim`), ou archivez la fiche.",
        "This case ends with what it is about: withdraw the claim (`withdrawClaim`), or archive the record.",
    ),
    "DECIDED_BEFORE": Translations(
        "Ce dossier a déjà été décidé ; un recours est en cours, et les réseaux en jugent.",
        "This case was decided before; an appeal is under way, and the networks judge it.",
    ),
    "NO_VOICE": Translations(
        "Vous ne parlez pour aucun réseau, ou pas pour celui-ci : il y faut le rôle EDITOR dans l’espace d’un réseau "
        "garant ou partenaire. L’équipe qui veille sur le commun ne vote pour aucun.",
        "You do not speak for a network, or not for this one: that takes the role EDITOR in the space of a guarantor "
        "or partner network. Stewards vote for none.",
    ),
    "WHICH_NETWORK": Translations(
        "Vous pouvez parler pour plusieurs réseaux : dites pour lequel.",
        "You may speak for several networks: say for which.",
    ),
    "SAT_BEFORE": Translations(
        "Vous ou votre réseau avez déjà siégé dans ce dossier : un recours est jugé par d’autres.",
        "You or your network sat in this case before: an appeal is judged by others.",
    ),
    "SPOKE_ALREADY": Translations(
        "Vous vous êtes déjà exprimé dans ce tour à un autre titre : une personne parle une fois. Laissez ce vote à "
        "quelqu’un d’autre.",
        "You have spoken in this round already in another name: one person speaks once. Leave this vote to somebody "
        "else.",
    ),
    "CONFLICT_OF_INTEREST": Translations(
        "Vous ou votre réseau avez une part dans ce dossier, parfois par un membre : c’est à d’autres d’en juger.",
        "You or your network have a part in this case, perhaps by a member: it is for others to judge.",
    ),
    "GROUND_OF_ANOTHER_CHOICE": Translations(
        "Ce motif ne va pas avec ce choix : prenez-en un autre.",
        "This ground does not go with this choice: take another one.",
    ),
    "DECIDED_BY_STEWARDS": Translations(
        "Seule l’équipe qui veille sur le commun tranche ce que les votes n’ont pas décidé.",
        "Only stewards decide what the votes have not.",
    ),
    "DECIDES_NOTHING": Translations(
        "Une abstention ne décide rien : choisissez autre chose.",
        "An abstention decides nothing: choose something else.",
    ),
    "DECIDED_FOR_GOOD": Translations(
        "Le temps du recours est passé, ou cette décision est déjà celle d’un recours : elle est définitive.",
        "The time for an appeal has passed, or this is the decision of one: it is final.",
    ),
    "NOT_CONCERNED": Translations(
        "Seuls la personne ou le réseau qui a ouvert le dossier et l’espace de la fiche peuvent former un recours.",
        "Only who opened the case, and the space of the record, can appeal.",
    ),
    "DECIDED_IN_FAVOUR": Translations(
        "Cette décision est en votre faveur : le recours appartient à qui elle est défavorable.",
        "This decision is in your favour: an appeal is for who has lost something by it.",
    ),
    "ON_APPEAL": Translations(
        "Un recours est en cours, et la fiche est jugée telle qu’elle est : attendez la décision, ou archivez la fiche "
        "pour retirer le recours.",
        "This is on appeal, and judged as it is: wait for the decision, or archive the record to take the appeal back.",
    ),
    "SAYS_SOMETHING_ELSE": Translations(
        "La fiche ne dit plus ce qui a été jugé : un recours ne porterait sur rien. Faites une nouvelle demande.",
        "The record no longer says what was judged: an appeal would be about nothing. Ask anew.",
    ),
    "UNDER_REVIEW": Translations(
        "Les réseaux examinent un signalement : attendez leur décision.",
        "The networks are looking into a report: wait for their decision.",
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
        "Vous avez retiré ce signalement, et la fiche dit la même chose depuis.",
        "You have taken this report back, and the record says the same since.",
    ),
    "REPORTS_WAITING": Translations(
        "Vos signalements de données personnelles attendent une décision : il n’en est accepté que {limit} à la fois. "
        "Attendez que l’un d’eux soit décidé.",
        "Your reports of personal data await a decision: at most {limit} at a time are accepted. Wait until one of "
        "them is decided.",
    ),
    "BEING_DECIDED": Translations(
        "Les votes viennent d’en décider ; la décision s’applique dans la minute. Relisez, puis recommencez.",
        "The votes have just decided this, and it is carried out within a minute. Read again, then try once more.",
    ),
    "APPEAL_PENDING": Translations(
        "La personne à qui cette collectivité a été retirée a fait appel, et cela se décide d’abord. Revenez ensuite.",
        "Whoever this authority was taken from has appealed, and is heard first. Try again once that is decided.",
    ),
    "GIVEN_TOGETHER": Translations(
        "Les réseaux partenaires ont décidé par leurs votes pour qui est cette collectivité : eux seuls en décident "
        "autrement, et l’on peut faire appel.",
        "The partner networks have decided by their votes for whom this authority is: they alone decide otherwise, and "
        "with an appeal.",
    ),
    "CASE_HELD": Translations(
        "Un autre réseau examine déjà ce dossier. Vous pouvez voter, ou en prendre un autre.",
        "Another network is looking into this case. You may vote, or take another one.",
    ),
    "CASE_NOT_HELD": Translations(
        "Votre réseau n’a pas pris ce dossier ; il n’y a rien à rendre.",
        "Your network has not taken this case; there is nothing to release.",
    ),
    "TAKEN_DOWN_TOGETHER": Translations(
        "Les réseaux partenaires ont décidé de retirer cette fiche : un recours est possible, pas une remise en ligne.",
        "The partner networks decided to take this record down: appeal against that, rather than bringing it back.",
    ),
    "UNKNOWN_TYPE": Translations(
        "Ce type n’est pas examiné. Choisissez parmi : {types}.",
        "This type is not reviewed. Choose one of: {types}.",
    ),
    "IN_THE_PAST": Translations(
        "Une règle ne vaut pas pour le passé : choisissez un moment à venir, ou n’en donnez pas.",
        "A policy does not hold for the past: choose a moment to come, or give none.",
    ),
    "BELOW_THE_QUORUM": Translations(
        "Moins de votes que le quorum ne peuvent décider avant l’heure.",
        "Fewer votes than the quorum cannot decide before the time.",
    ),
    "BEFORE_THE_MINIMUM": Translations(
        "Le délai doit être plus long que la durée minimale d’ouverture.",
        "The deadline must be later than the minimum time.",
    ),
    "NOTHING_TO_HIDE": Translations(
        "Ce champ est vide ou déjà masqué.",
        "This field is empty or hidden already.",
    ),
    "FIELD_HIDDEN": Translations(
        "Ce champ est masqué jusqu’à la décision des réseaux : modifiez les autres, et celui-ci ensuite.",
        "This field is hidden until the networks decide: change the others, and this one afterwards.",
    ),
    "NO_DUPLICATE": Translations(
        "Un doublon est une autre fiche du même type.",
        "A duplicate is another record of the same type.",
    ),
    "OWN_RECORD": Translations(
        "Cette fiche est celle de votre espace : modifiez-la plutôt que de faire une suggestion.",
        "This record is your own space’s: change it, rather than suggesting a change.",
    ),
    "OWNER_FIRST": Translations(
        "L’espace de la fiche répond d’abord ; sans réponse de sa part, les réseaux partenaires votent après le délai.",
        "The record’s space answers first; if it is silent, the partner networks vote after the deadline.",
    ),
}
