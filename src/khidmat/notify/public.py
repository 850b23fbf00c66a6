"""What other apps may use of messages."""

from khidmat.notify.models import Message
from khidmat.notify.operations import receive, send
from khidmat.notify.queries import Told, inbox, messages_about
from khidmat.notify.states import Channel, MessageStatus

__all__ = ["Channel", "Message", "MessageStatus", "Told", "inbox", "messages_about", "receive", "send"]
