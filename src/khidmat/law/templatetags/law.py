"""What the templates of the law say."""

from django import template

from khidmat.law.punishing import said

register = template.Library()


@register.filter
def punished(text: str) -> str:
    """A punishment in the reader's language."""
    return said(text)
