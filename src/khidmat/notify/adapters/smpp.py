"""SMS by SMPP 3.4: GSM 7-bit or UCS-2, long texts in parts, receipts over the same line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from smpplib import consts
from smpplib.client import Client
from smpplib.exceptions import ConnectionError as LineLost
from smpplib.exceptions import PDUError, UnknownCommandError

from khidmat.notify import gsm
from khidmat.notify.gateway import Notice, Outcome, Parcel, Report, UnreachableError
from khidmat.notify.states import Answer, Arrival

#: Seconds that the service has for each part; a try of three parts stays inside its lease.
PATIENCE = 15.0
#: Only these blame the number or the text. Anything else can pass, or be mended in our settings: later.
FINAL = frozenset(
    {
        consts.SMPP_ESME_RINVMSGLEN,
        consts.SMPP_ESME_RINVDSTADR,
        consts.SMPP_ESME_RINVDSTTON,
        consts.SMPP_ESME_RINVDSTNPI,
        consts.SMPP_ESME_RX_P_APPN,
        consts.SMPP_ESME_RX_R_APPN,
    }
)
#: The service asks for a pause: the rest of the batch would only be refused as well.
PAUSE = frozenset({consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL, consts.SMPP_ESME_RSYSERR})
#: The message type in esm_class (SMPP 3.4, 5.2.12).
MESSAGE_TYPE, A_RECEIPT = 0x3C, 0x04
#: Everything the library raises when a line breaks or talks nonsense.
BROKEN = (LineLost, PDUError, UnknownCommandError, OSError)
RECEIPT = re.compile(r"\bid:(?P<id>\S+).*?\bstat:(?P<stat>[A-Z]+)(?:.*?\berr:(?P<err>\w+))?", re.I | re.S)
ARRIVALS = {
    "DELIVRD": Arrival.DELIVERED,
    "EXPIRED": Arrival.FAILED,
    "DELETED": Arrival.FAILED,
    "UNDELIV": Arrival.FAILED,
    "REJECTD": Arrival.FAILED,
}
#: message_state of SMPP 3.4, 5.2.28: 2 delivered, 3 expired, 4 deleted, 5 undeliverable, 8 rejected.
STATES = {2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 8: "REJECTD"}


class Pdu(Protocol):
    """What is read of a packet from the service."""

    command: str
    sequence: int
    status: int
    esm_class: int
    message_id: bytes | str | None
    short_message: bytes | None
    receipted_message_id: bytes | str | None
    message_state: int | None


@dataclass(frozen=True, slots=True)
class Smpp:
    """An SMS centre. `sender` is a name or a number; `idle` seconds without a receipt end the listening."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    idle: float = 3.0

    @property
    def name(self) -> str:
        """Return `smpp`."""
        return "smpp"

    @property
    def receipts(self) -> bool:
        """Return True: receipts wait at the service until somebody binds."""
        return True

    @contextmanager
    def session(self, report: Report, /) -> Iterator["SmppSession"]:
        """Connect and bind as transceiver."""
        client = Client(
            self.host,
            self.port,
            timeout=self.idle,
            logger_name="smpplib",
            allow_unknown_opt_params=True,
        )
        line = SmppSession(client, self.sender, report)
        client.set_message_sent_handler(line.answered)
        client.set_error_pdu_handler(line.answered)
        client.set_message_received_handler(line.received)
        try:
            client.connect()
            client.bind_transceiver(system_id=self.user, password=self.password)
        except BROKEN as error:
            client.disconnect()
            raise UnreachableError(_code(error)) from error
        try:
            yield line
        finally:
            with suppress(*BROKEN):
                client.unbind()
            client.disconnect()


@dataclass(slots=True)
class SmppSession:
    """A bound line. Answers are matched by sequence number; receipts may come in between."""

    client: Client
    sender: str
    report: Report
    answers: dict[int, Pdu] = field(default_factory=dict)

    def send(self, parcel: Parcel) -> Outcome:
        """Hand over one SMS in as many parts as it needs."""
        coding, header, parts = split(parcel.text, parcel.key.int & 0xFF)
        ids: list[str] = []
        for part in parts:
            refused = self._submit(parcel.to, coding, header, part, ids)
            if refused is not None and ids:
                return Outcome(Answer.UNKNOWN, f"{refused.code} part {len(ids) + 1}", stop=refused.stop)
            if refused is not None:
                return refused
        return Outcome(Answer.ACCEPTED, ids=tuple(ids))

    def listen(self) -> None:
        """Take receipts until none has come for `idle` seconds."""
        until = monotonic() + PATIENCE
        with suppress(*BROKEN):
            while monotonic() < until:
                self.client.read_once(auto_send_enquire_link=False)

    def answered(self, pdu: Pdu) -> None:
        """Note the answer to a packet of ours."""
        self.answers[pdu.sequence] = pdu

    def received(self, pdu: Pdu) -> None:
        """Report a receipt; a text that somebody sent us is taken and left."""
        notice = receipt(pdu)
        if notice is not None:
            self.report(notice)

    def _submit(self, to: str, coding: int, header: int, part: bytes, ids: list[str]) -> Outcome | None:
        source_ton = consts.SMPP_TON_INTL if self.sender.isdigit() else consts.SMPP_TON_ALNUM
        try:
            packet = self.client.send_message(
                source_addr_ton=source_ton,
                source_addr_npi=consts.SMPP_NPI_ISDN if self.sender.isdigit() else consts.SMPP_NPI_UNK,
                source_addr=self.sender,
                dest_addr_ton=consts.SMPP_TON_INTL,
                dest_addr_npi=consts.SMPP_NPI_ISDN,
                destination_addr=to.lstrip("+"),
                short_message=part,
                data_coding=coding,
                esm_class=header,
                registered_delivery=True,
            )
        except BROKEN as error:
            return Outcome(Answer.LATER, _code(error), stop=True)
        try:
            answer = self._wait(packet.sequence)
        except BROKEN as error:
            return Outcome(Answer.UNKNOWN, _code(error), stop=True)
        if answer.status:
            final = answer.status in FINAL
            return Outcome(
                Answer.REFUSED if final else Answer.LATER,
                f"smpp 0x{answer.status:02X}",
                stop=answer.status in PAUSE,
            )
        ids.append(_text(answer.message_id))
        return None

    def _wait(self, sequence: int) -> Pdu:
        until = monotonic() + PATIENCE
        while sequence not in self.answers:
            try:
                self.client.read_once(auto_send_enquire_link=False)
            except TimeoutError:
                if monotonic() >= until:
                    raise
        return self.answers.pop(sequence)


def split(text: str, reference: int) -> tuple[int, int, list[bytes]]:
    """Return data coding, esm_class and the parts of a text, each with its header when there are several.

    No part ends inside a letter: neither after a GSM escape nor between two surrogates.
    """
    if gsm.is_gsm(text):
        coding, single, each = consts.SMPP_ENCODING_DEFAULT, gsm.ONE_GSM, gsm.EACH_GSM
        letters = [gsm.encode(letter) for letter in text]
    else:
        coding, single, each = consts.SMPP_ENCODING_ISO10646, gsm.ONE_UCS2 * 2, gsm.EACH_UCS2 * 2
        letters = [letter.encode("utf-16-be") for letter in text]
    if sum(map(len, letters)) <= single:
        return coding, consts.SMPP_MSGTYPE_DEFAULT, [b"".join(letters)]
    pieces = [b""]
    for letter in letters:
        if len(pieces[-1]) + len(letter) > each:
            pieces.append(b"")
        pieces[-1] += letter
    head = bytes([5, 0, 3, reference, len(pieces)])
    parts = [head + bytes([number]) + piece for number, piece in enumerate(pieces, start=1)]
    return coding, consts.SMPP_GSMFEAT_UDHI, parts


def receipt(pdu: Pdu) -> Notice | None:
    """Return the receipt in a packet: by its optional fields or by the usual text; None if not final."""
    if pdu.esm_class & MESSAGE_TYPE != A_RECEIPT:
        return None
    found = RECEIPT.search((pdu.short_message or b"").decode("latin-1"))
    name = _text(pdu.receipted_message_id) or (found["id"] if found else "")
    state = STATES.get(pdu.message_state or 0) or (found["stat"].upper() if found else "")
    if not name or state not in ARRIVALS:
        return None
    code = "" if ARRIVALS[state] is Arrival.DELIVERED else state.lower()
    return Notice(name, ARRIVALS[state], code)


def _text(value: bytes | str | None) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else value or ""
    return text.rstrip("\0").strip()


def _code(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, PDUError) and len(error.args) > 1:
        return f"smpp 0x{int(error.args[1]):02X}"
    return "connection"
