"""What is said of review cases and votes."""

from resolvers.messages.text import Text

MODERATION = {
    "DECIDED_TOGETHER": Text(
        "Les réseaux partenaires décident ensemble de cette publication : soumettez la fiche, elle sera examinée.",
        "The partner networks decide about this together: submit the record, and it will be reviewed.",
    ),
    "CASE_PENDING": Text(
        "La même question est déjà examinée ; attendez la décision.",
        "The same is being reviewed already; wait for the decision.",
    ),
    "CASE_OPEN": Text(
        "Les réseaux votent encore sur ce dossier : attendez la décision ou la fin du délai.",
        "The networks are still voting on this case: wait for the decision or the deadline.",
    ),
    "CASE_DECIDED": Text(
        "Ce dossier est décidé. Contre la décision, un recours est possible pendant un temps.",
        "This case is decided. For a time, the decision can be appealed against.",
    ),
    "CASE_ESCALATED": Text(
        "Le délai est passé sans décision : l’équipe qui veille sur le commun tranche, et l’on ne vote plus.",
        "The deadline has passed without a decision: the stewards decide, and nobody votes any more.",
    ),
    "CASE_CHANGED": Text(
        "L’objet de ce dossier a changé depuis que vous l’avez lu : relisez-le, puis votez.",
        "What this case is about has changed since you read it: read it again, then vote.",
    ),
    "CASE_WITHDRAWN": Text(
        "Ce dossier a été retiré ; il n’y a plus rien à décider.",
        "This case was withdrawn; there is nothing left to decide.",
    ),
    "NO_VOICE": Text(
        "Vous ne parlez pour aucun réseau, ou pas pour celui-ci : il y faut le rôle EDITOR dans l’espace d’un réseau "
        "garant ou partenaire.",
        "You do not speak for a network, or not for this one: that takes the role EDITOR in the space of a guarantor "
        "or partner network.",
    ),
    "WHICH_NETWORK": Text(
        "Vous pouvez parler pour plusieurs réseaux : dites pour lequel.",
        "You may speak for several networks: say for which.",
    ),
    "SAT_BEFORE": Text(
        "Votre réseau a déjà siégé dans ce dossier : un recours est jugé par d’autres.",
        "Your network sat in this case before: an appeal is judged by others.",
    ),
    "CONFLICT_OF_INTEREST": Text(
        "Vous ou votre réseau avez une part dans ce dossier, parfois par un membre : c’est à d’autres d’en juger.",
        "You or your network have a part in this case, perhaps by a member: it is for others to judge.",
    ),
    "GROUND_OF_ANOTHER_CHOICE": Text(
        "Ce motif ne va pas avec ce choix : prenez-en un autre.",
        "This ground does not go with this choice: take another one.",
    ),
    "DECIDED_BY_STEWARDS": Text(
        "Seule l’équipe qui veille sur le commun tranche ce que les votes n’ont pas décidé.",
        "Only stewards decide what the votes have not.",
    ),
    "DECIDES_NOTHING": Text(
        "Une abstention ne décide rien : choisissez autre chose.",
        "An abstention decides nothing: choose something else.",
    ),
    "DECIDED_FOR_GOOD": Text(
        "Le temps du recours est passé, ou cette décision est déjà celle d’un recours : elle est définitive.",
        "The time for an appeal has passed, or this is the decision of one: it is final.",
    ),
    "NOT_CONCERNED": Text(
        "Seuls la personne ou le réseau qui a ouvert le dossier et l’espace de la fiche peuvent former un recours.",
        "Only who opened the case, and the space of the record, can appeal.",
    ),
    "UNDER_REVIEW": Text(
        "Les réseaux examinent un signalement : attendez leur décision.",
        "The networks are looking into a report: wait for their decision.",
    ),
    "CHANGES_REQUESTED": Text(
        "Les réseaux ont demandé des changements : faites-les d’abord.",
        "The networks asked for changes: make them first.",
    ),
    "JUDGED_BEFORE": Text(
        "Les réseaux ont rejeté ce signalement il y a moins d’un an, et rien n’a changé depuis.",
        "The networks rejected this report less than a year ago, and nothing has changed since.",
    ),
    "BEING_DECIDED": Text(
        "Les votes viennent d’en décider ; la décision s’applique dans la minute. Relisez, puis recommencez.",
        "The votes have just decided this, and it is carried out within a minute. Read again, then try once more.",
    ),
    "CASE_HELD": Text(
        "Un autre réseau examine déjà ce dossier. Vous pouvez voter, ou en prendre un autre.",
        "Another network is looking into this case. You may vote, or take another one.",
    ),
    "CASE_NOT_HELD": Text(
        "Votre réseau n’a pas pris ce dossier ; il n’y a rien à rendre.",
        "Your network has not taken this case; there is nothing to release.",
    ),
    "TAKEN_DOWN_TOGETHER": Text(
        "Les réseaux partenaires ont décidé de retirer cette fiche : un recours est possible, pas une remise en ligne.",
        "The partner networks decided to take this record down: appeal against that, rather than bringing it back.",
    ),
    "UNKNOWN_TYPE": Text(
        "Ce type n’est pas examiné. Choisissez parmi : {types}.",
        "This type is not reviewed. Choose one of: {types}.",
    ),
    "IN_THE_PAST": Text(
        "Une règle ne vaut pas pour le passé : choisissez un moment à venir, ou n’en donnez pas.",
        "A policy does not hold for the past: choose a moment to come, or give none.",
    ),
    "BELOW_THE_QUORUM": Text(
        "Moins de votes que le quorum ne peuvent décider avant l’heure.",
        "Fewer votes than the quorum cannot decide before the time.",
    ),
    "BEFORE_THE_MINIMUM": Text(
        "Le délai doit être plus long que la durée minimale d’ouverture.",
        "The deadline must be later than the minimum time.",
    ),
    "NOTHING_TO_HIDE": Text(
        "Ce champ est vide ou déjà masqué.",
        "This field is empty or hidden already.",
    ),
    "FIELD_HIDDEN": Text(
        "Ce champ est masqué jusqu’à la décision des réseaux : modifiez les autres, et celui-ci ensuite.",
        "This field is hidden until the networks decide: change the others, and this one afterwards.",
    ),
    "NO_DUPLICATE": Text(
        "Un doublon est une autre fiche du même type.",
        "A duplicate is another record of the same type.",
    ),
    "OWN_RECORD": Text(
        "Cette fiche est celle de votre espace : modifiez-la plutôt que de faire une suggestion.",
        "This record is your own space’s: change it, rather than suggesting a change.",
    ),
    "OWNER_FIRST": Text(
        "L’espace de la fiche répond d’abord ; sans réponse de sa part, les réseaux partenaires votent après le délai.",
        "The record’s space answers first; if it is silent, the partner networks vote after the deadline.",
    ),
}
