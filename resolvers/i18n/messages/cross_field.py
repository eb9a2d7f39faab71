"""Messages on fields that are valid each by itself, but not together."""

from resolvers.i18n.messages.translations import Translations

BETWEEN = {
    "ENDS_BEFORE_START": Translations(
        "La fin ({end}) précède le début ({start}). Corrigez l’une des deux dates.",
        "The end ({end}) comes before the beginning ({start}). Correct one of the two dates.",
    ),
    "WORKSHOP_NOT_AFTER_START": Translations(
        "L’atelier doit finir après son début. Corrigez l’un des deux horaires.",
        "The workshop must end after it begins. Correct one of the two times.",
    ),
    "WORKSHOP_TOO_LONG": Translations(
        "Un atelier dure {days} jours au plus. Vérifiez l’année, ou créez plusieurs ateliers.",
        "A workshop lasts at most {days} days. Check the year, or create several workshops.",
    ),
    "ONLINE_ADDRESS_ON_SITE": Translations(
        "Un atelier sur place n’a pas d’adresse en ligne. Choisissez le format hybride, ou retirez l’adresse.",
        "A workshop on site has no online address. Choose the hybrid format, or remove the address.",
    ),
    "COORDINATES_INCOMPLETE": Translations(
        "La longitude et la latitude vont ensemble. Donnez les deux, ou aucune.",
        "Longitude and latitude go together. Give both, or neither.",
    ),
    "CURRENCY_MISSING": Translations(
        "Un budget a besoin de sa monnaie. Écrivez par exemple EUR.",
        "A budget needs its currency. Write for example EUR.",
    ),
    "CODE_OF_PERSON": Translations(
        "Une personne ou un groupe sans forme juridique n’a ni SIREN ni RNA. Retirez ce numéro, ou changez la nature "
        "de l’acteur.",
        "A person, or a group without legal form, has neither SIREN nor RNA. Remove this number, or change the "
        "actor’s kind.",
    ),
    "KIND_SETTLED": Translations(
        "La nature de cet acteur ne peut plus changer ainsi : quelqu’un agit en son nom, ou d’autres fiches s’y "
        "rapportent. Créez un autre acteur.",
        "The kind of this actor can no longer change in this way: somebody acts for it, or other records refer to it. "
        "Create another actor.",
    ),
    "MEMBERSHIP_WITHOUT_HOST": Translations(
        "Une adhésion se fait à une organisation ou à un réseau. Donnez l’un des deux.",
        "A membership is in an organisation or in a network. Give one of them.",
    ),
    "MEMBERSHIP_WITH_TWO_HOSTS": Translations(
        "Une adhésion se fait à une organisation ou à un réseau, jamais aux deux. Retirez l’un, ou créez deux "
        "adhésions.",
        "A membership is in an organisation or in a network, never in both. Remove one, or create two memberships.",
    ),
    "MEMBERSHIP_OF_ITSELF": Translations(
        "Un acteur ne peut pas être membre de lui-même. Choisissez une autre organisation.",
        "An actor cannot be a member of itself. Choose another organisation.",
    ),
    "REPORT_MISSING": Translations(
        "Un retour d’expérience doit avoir un compte rendu (experienceReport) : ce qui a marché, ce qui a échoué, à "
        "quelles conditions le refaire.",
        "A resource of this kind needs its structured report (experienceReport): what worked, what failed, conditions "
        "of reuse.",
    ),
    "REPORT_NOT_EXPECTED": Translations(
        "Seul un retour d’expérience a un compte rendu (experienceReport). Retirez-le, ou changez la nature de la "
        "ressource.",
        "Only an experience report has a structured report (experienceReport). Remove it, or change the resource’s "
        "kind.",
    ),
    "CONSENT_NEEDED": Translations(
        "Les coordonnées d’une personne ne sont montrées à tous qu’avec son accord. Recueillez-le, ou choisissez un "
        "public plus restreint.",
        "A person’s contact details are shown to everyone only with their consent. Obtain it, or choose a smaller "
        "audience.",
    ),
    "CONTACT_OF_PERSON": Translations(
        "Cet acteur est une personne : ses coordonnées sont personnelles. Choisissez l’accord ou la mission d’intérêt "
        "public.",
        "This actor is a person: its contact details are personal. Choose consent or public task.",
    ),
    "OFFSET_NOT_OF_ZONE": Translations(
        "À ce moment, les horloges du fuseau {zone} ont un décalage de {offset}, et non de {given}. Corrigez l’heure, "
        "le décalage ou le fuseau.",
        "At that moment, clocks in the time zone {zone} are at {offset}, not {given}. Correct the time, the offset or "
        "the time zone.",
    ),
}
