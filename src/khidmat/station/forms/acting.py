"""What every form of an act can do: say the facts that its operation asks for."""

from django import forms


class ActForm(forms.Form):
    """A form whose clean fields are what an operation asks for, unless it says otherwise."""

    def keywords(self) -> dict[str, object]:
        """What a valid form says, under the names that its operation uses."""
        return dict(self.cleaned_data)
