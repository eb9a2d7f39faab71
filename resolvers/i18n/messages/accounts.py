"""Messages on accounts, sessions and passwords."""

from resolvers.i18n.messages.translations import Translations
from resolvers.security.password_policy import LONGEST, SHORTEST

ACCOUNTS = {
    "INVALID_CREDENTIALS": Translations(
        "L’adresse ou le mot de passe n’est pas le bon. Vérifiez-les, ou demandez un nouveau mot de passe.",
        "The address or the password is not right. Check both, or ask for a new password.",
    ),
    "EMAIL_NOT_CONFIRMED": Translations(
        "Confirmez d’abord votre adresse avec le lien reçu par courriel. S’il n’est plus valable, ouvrez de nouveau "
        "votre compte avec la même adresse.",
        "First confirm your address with the link that you got by mail. If it no longer works, register again with "
        "the same address.",
    ),
    "NOT_THIS_REGISTRATION": Translations(
        "Ce n’est pas le mot de passe donné à l’ouverture de ce compte. Si quelqu’un d’autre l’a ouvert avec votre "
        "adresse, ou si vous l’avez oublié, choisissez-en un autre : vous êtes seul à avoir ce lien.",
        "This is not the password that was given when this account was opened. If somebody else opened it with your "
        "address, or you forgot it, choose another: you alone have this link.",
    ),
    "WRONG_PASSWORD": Translations(
        "Votre mot de passe actuel n’est pas le bon. Retapez-le ; si vous l’avez oublié, demandez-en un nouveau.",
        "Your present password is not right. Type it again; if you forgot it, ask for a new one.",
    ),
    "INVALID_LINK": Translations(
        "Ce lien n’est pas valable, ou ne l’est plus : il a déjà servi, il a expiré, ou un plus récent le remplace. "
        "Demandez-en un nouveau.",
        "This link does not work, or not any more: it was used, it has expired, or a newer one replaces it. Ask for "
        "another.",
    ),
    "SIGN_IN_FIRST": Translations(
        "Connectez-vous d’abord au compte dont l’adresse doit changer, puis ouvrez ce lien. Si vous n’avez rien "
        "demandé, ignorez-le.",
        "First sign in to the account whose address is to change, then open this link. If you asked for nothing, "
        "ignore it.",
    ),
    "SESSION_ENDED": Translations(
        "Cette session est terminée. Connectez-vous de nouveau.",
        "This session has ended. Sign in again.",
    ),
    "SESSION_JUST_REFRESHED": Translations(
        "Cette session vient d’être renouvelée ailleurs, par exemple dans un autre onglet. Prenez le jeton le plus "
        "récent.",
        "This session was renewed elsewhere a moment ago, for example in another tab. Use the newest token.",
    ),
    "PASSWORD_TOO_SHORT": Translations(
        f"Ce mot de passe est trop court. Choisissez-en un d’au moins {SHORTEST} caractères, par exemple plusieurs "
        "mots.",
        f"This password is too short. Choose one of at least {SHORTEST} characters, for example several words.",
    ),
    "PASSWORD_TOO_LONG": Translations(
        f"Ce mot de passe est trop long. Choisissez-en un d’au plus {LONGEST} caractères.",
        f"This password is too long. Choose one of at most {LONGEST} characters.",
    ),
    "PASSWORD_IS_EMAIL": Translations(
        "Ce mot de passe est votre adresse. Choisissez autre chose.",
        "This password is your address. Choose something else.",
    ),
    "PASSWORD_GUESSABLE": Translations(
        "Ce mot de passe se devine facilement : mots courants, suites de touches, année ou votre nom. Choisissez "
        "plusieurs mots sans rapport entre eux.",
        "This password is easily guessed: common words, keys in a row, a year or your name. Choose several words that "
        "have nothing to do with each other.",
    ),
}
"""By code."""
