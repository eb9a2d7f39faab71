"""Messages on texts, Markdown and URLs."""

from resolvers.i18n.messages.translations import Translations

TEXTS = {
    "INVALID_TEXT": Translations(
        "Un texte est attendu ici.",
        "A text is expected here.",
    ),
    "TEXT_BLANK": Translations(
        "Ce texte est vide. Écrivez quelque chose, ou n’envoyez pas ce champ.",
        "This text is empty. Write something, or leave this field out.",
    ),
    "TEXT_TOO_LONG": Translations(
        "Ce texte a {length} caractères ; {limit} au plus sont acceptés.",
        "This text has {length} characters; at most {limit} are accepted.",
    ),
    "TEXT_LINE_BREAK": Translations(
        "Ce texte doit tenir sur une ligne. Retirez le retour à la ligne ou la tabulation après le caractère {column}.",
        "This text must fit on one line. Remove the line break or tab after character {column}.",
    ),
    "TEXT_CHARACTER": Translations(
        "Le caractère {character} (ligne {line}, position {column}) n’est pas accepté : il est invisible ou réservé. "
        "Effacez-le, ou retapez le mot.",
        "The character {character} (line {line}, position {column}) is not accepted: it is invisible or reserved. "
        "Delete it, or type the word again.",
    ),
    "TEXT_COMBINING_MARKS": Translations(
        "Trop de signes sont empilés sur une lettre (ligne {line}, position {column}) ; {limit} au plus sont acceptés.",
        "Too many marks are piled on one letter (line {line}, position {column}); at most {limit} are accepted.",
    ),
    "HTML_NOT_ALLOWED": Translations(
        "Le HTML n’est pas accepté : « {beginning} », dans le passage qui commence à la ligne {line}. Écrivez en "
        "Markdown ; pour montrer du code, mettez-le entre accents graves.",
        "HTML is not accepted: “{beginning}”, in the passage that begins on line {line}. Write Markdown; to show code, "
        "put it between backticks.",
    ),
    "LINK_NOT_ALLOWED": Translations(
        "Le lien « {address} », dans le passage qui commence à la ligne {line}, n’est pas accepté. Un lien commence "
        "par https://, http://, mailto: ou tel:, ou mène à une page du même site.",
        "The link “{address}”, in the passage that begins on line {line}, is not accepted. A link begins with "
        "https://, http://, mailto: or tel:, or leads to a page of the same site.",
    ),
    "MARKDOWN_TOO_COMPLEX": Translations(
        "La mise en forme de ce texte est trop complexe : plus de {deepest} imbrications, ou trop de lignes, "
        "de signes de Markdown ou de cases de tableaux pour sa longueur. Simplifiez-la, ou partagez le texte.",
        "The markup of this text is too complex: more than {deepest} levels of nesting, or too many lines, Markdown "
        "signs or cells of tables for its length. Simplify it, or split the text.",
    ),
    "INVALID_URL": Translations(
        "« {value} » n’est pas une adresse web complète. Écrivez-la comme https://exemple.fr/page.",
        "“{value}” is not a complete web address. Write it like https://example.org/page.",
    ),
    "URL_CHARACTER": Translations(
        "Cette adresse contient {character}, qui n’y est pas permis. Copiez-la de nouveau depuis votre navigateur.",
        "This address contains {character}, which is not allowed there. Copy it again from your browser.",
    ),
    "URL_CREDENTIALS": Translations(
        "Cette adresse contient un nom d’utilisateur ou un mot de passe avant « @ ». Retirez-les : la fiche est "
        "publique.",
        "This address has a user name or password before “@”. Remove them: the record is public.",
    ),
    "URL_HOST": Translations(
        "« {host} » n’est pas le nom d’un site public, comme exemple.fr ; les adresses IP et les noms internes ne "
        "sont pas acceptés.",
        "“{host}” is not the name of a public site, such as example.org; IP addresses and internal names are not "
        "accepted.",
    ),
    "URL_PORT": Translations(
        "« {port} » n’est pas un port valide : c’est un nombre de 1 à 65535. Le plus souvent, il est inutile.",
        "“{port}” is not a valid port: it is a number from 1 to 65535. Most often none is needed.",
    ),
    "INVALID_EMAIL": Translations(
        "« {value} » n’est pas une adresse électronique. Écrivez-la comme mairie@exemple.fr, sans nom ni chevrons.",
        "“{value}” is not an e-mail address. Write it like townhall@example.org, without a name or angle brackets.",
    ),
    "INVALID_PHONE": Translations(
        "« {value} » n’est pas un numéro de téléphone. Écrivez-le comme 01 23 45 67 89, ou avec l’indicatif du pays : "
        "+687 12 34 56.",
        "“{value}” is not a telephone number. Write it like 01 23 45 67 89, or with its country code: +687 12 34 56.",
    ),
}
