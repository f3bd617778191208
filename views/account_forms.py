"""The forms of signing in and of one's own account."""

from app.i18n import N_
from app.records.fields import EmailField, EnumField, FlagField, PasswordField, Required, TextField
from app.records.form import Form
from app.records.seen import SealedForm
from models.vocabulary import Colours, Density, Role


class SignInForm(Form):
    """Who it is."""

    email = TextField(
        N_("E-mail"), [Required(N_("Enter your e-mail address"))], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(N_("Password"), [Required(N_("Enter your password"))])


class PreferencesForm(SealedForm):
    """How pages look for one user."""

    theme = EnumField(N_("Colours"), of=Colours, blank=N_("As the system"))
    density = EnumField(N_("Density"), of=Density, blank=N_("Comfortable"))
    shortcuts_on = FlagField(N_("Keyboard shortcuts of a single key"))


class PasswordForm(Form):
    """A new password."""

    current = PasswordField(N_("Current password"), [Required(N_("Enter your password"))])
    new = PasswordField(
        N_("New password"),
        [Required(N_("Enter the new password"))],
        description=N_("At least 8 characters; a few words are better than one with symbols."),
        render_kw={"autocomplete": "new-password"},
    )


class UserForm(Form):
    """A new account."""

    name = TextField(N_("Name"), [Required(N_("Enter the name"))])
    email = EmailField(N_("E-mail"), [Required(N_("Enter the e-mail address"))])
    role = EnumField(N_("Role"), [Required(N_("Choose one from the list"))], of=Role, blank=None)
    new = PasswordField(
        N_("First password"),
        [Required(N_("Enter the new password"))],
        description=N_("Tell it in person; it can be changed on the account page."),
        render_kw={"autocomplete": "new-password"},
    )
