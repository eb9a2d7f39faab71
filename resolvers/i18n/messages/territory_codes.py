"""Messages on codes that lead to a territory without being its official one."""

from resolvers.i18n.messages.translations import Translations

PLACES = {
    "FORMER_CODE": Translations(
        "« {value} » est un ancien code : il désigne aujourd’hui {name} ({now}). Donnez le code actuel, ou écrivez "
        "formerCode comme nom du champ pour utiliser l’ancien.",
        "“{value}” is a former code: it stands for {name} ({now}) today. Give the current code, or name the field "
        "formerCode to use the former one.",
    ),
    "POSTAL_CODE": Translations(
        "« {value} » est un code postal et non un code de l’INSEE ; il dessert : {communes}. Donnez le code INSEE de "
        "l’une de ces communes.",
        "“{value}” is a postal code, not an INSEE code; it serves: {communes}. Give the INSEE code of one of them.",
    ),
    "AMBIGUOUS_CODE": Translations(
        "« {value} » est le code postal de {communes}, et l’ancien code INSEE de {former}. Dites lequel vous voulez : "
        "postalCode ou formerCode.",
        "“{value}” is the postal code of {communes}, and the former INSEE code of {former}. Say which one you mean: "
        "postalCode or formerCode.",
    ),
    "SEVERAL_COMMUNES": Translations(
        "Le code postal « {value} » dessert {count} communes. Donnez le code INSEE de l’une d’elles.",
        "The postal code “{value}” serves {count} communes. Give the INSEE code of one of them.",
    ),
}
