"""Messages on accounts, sessions and passwords."""

from resolvers.i18n.messages.translations import Translations
from resolvers.security.password_policy import LONGEST, SHORTEST

ACCOUNTS = {
    "INVALID_CREDENTIALS": Translations(
        "L’adresse ou le mot de passe est incorrect. Vérifiez-les, ou demandez un nouveau mot de passe.",
        "The e-mail address or the password is wrong. Check both, or request a new password.",
    ),
    "EMAIL_NOT_CONFIRMED": Translations(
        "Confirmez d’abord votre adresse avec le lien reçu par courriel. S’il n’est plus valable, ouvrez de nouveau "
        "votre compte avec la même adresse.",
        "First confirm your address with the link in the e-mail that we sent you. If the link no longer works, "
        "register again with the same address.",
    ),
    "NOT_THIS_REGISTRATION": Translations(
        "Ce n’est pas le mot de passe donné à l’ouverture de ce compte. Si quelqu’un d’autre l’a ouvert avec votre "
        "adresse, ou si vous l’avez oublié, choisissez-en un autre : vous êtes seul à avoir ce lien.",
        "This is not the password with which the account was registered. If you forgot it, or somebody else registered"
        " with your address, choose another password: only you have this link.",
    ),
    "WRONG_PASSWORD": Translations(
        "Votre mot de passe actuel est incorrect. Retapez-le ; si vous l’avez oublié, demandez-en un nouveau.",
        "Your current password is wrong. Type it again; if you forgot it, request a new one.",
    ),
    "INVALID_LINK": Translations(
        "Ce lien n’est pas valable : il a déjà servi, il a expiré, ou un plus récent le remplace. Demandez-en un "
        "nouveau.",
        "This link is not valid: it was used, it has expired, or a newer one replaces it. Request another.",
    ),
    "SIGN_IN_FIRST": Translations(
        "Connectez-vous d’abord au compte dont l’adresse doit changer, puis ouvrez ce lien. Si vous n’avez rien "
        "demandé, ignorez-le.",
        "First sign in to the account whose address is to be changed, then open this link. If you did not request "
        "this, ignore the link.",
    ),
    "SESSION_ENDED": Translations(
        "Cette session est terminée. Connectez-vous de nouveau.",
        "This session has ended. Sign in again.",
    ),
    "SESSION_JUST_REFRESHED": Translations(
        "Cette session vient d’être renouvelée ailleurs, par exemple dans un autre onglet. Prenez le jeton le plus "
        "récent.",
        "This session was refreshed elsewhere a moment ago, for example in another tab. Use the newest token.",
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
        "This password is your e-mail address. Choose another one.",
    ),
    "PASSWORD_GUESSABLE": Translations(
        "Ce mot de passe se devine facilement : mots courants, suites de touches, année ou votre nom. Choisissez "
        "plusieurs mots sans rapport entre eux.",
        "This password is easily guessed: common words, keys in a row, a year or your name. Choose several words that "
        "have nothing to do with each other.",
    ),
}
"""Messages by code."""
