"""What the program itself writes into the diary, in both languages: (English, Urdu)."""

Both = tuple[str, str]

OPENED_BY_ENTRY: Both = (
    "The day was opened by its first entry; roll-call had not been held yet.",
    "روزنامچہ پہلی رپٹ کے ساتھ خود کھلا؛ ابھی گنتی نہیں ہوئی تھی۔",
)
CLOSED_BY_CLOCK: Both = (
    "Nobody closed this day; it ended by the clock. The cash was not counted.",
    "یہ روزنامچہ کسی نے بند نہیں کیا؛ دن گزرنے پر خود بند ہوا۔ نقدی گنی نہیں گئی۔",
)
PRISONERS: Both = ("Prisoners in the lock-up:", "حوالات میں موجود ملزمان:")
NO_PRISONERS: Both = ("Nobody is in the lock-up.", "حوالات میں کوئی ملزم نہیں۔")
ROLL_CALL: Both = ("Roll-call.", "گنتی ہوئی۔")
#: What the clerk counted and the books do not have stands beside the list, and is to be explained.
BESIDES: Both = ("Found besides, not in the books:", "گنتی میں ان کے علاوہ، جو کتاب میں نہیں:")


def opening(prisoners: list[Both], found: str | None) -> Both:
    """The opening entry: who is in the lock-up by the books, a line each, and whom the clerk found besides."""
    said: list[str] = []
    for language in (0, 1):
        parts = [OPENED_BY_ENTRY[language] if found is None else ROLL_CALL[language]]
        parts.append((PRISONERS if prisoners else NO_PRISONERS)[language])
        parts += [one[language] for one in prisoners]
        parts += [BESIDES[language], found] if found else []
        said.append("\n".join(parts))
    return said[0], said[1]


def closing(entries: int, cash: int) -> Both:
    """The last entry: how many went before it, and the cash."""
    return (
        f"Closed after {entries} entries. Cash balance: Rs {cash:,}.",
        f"{entries} رپٹوں کے بعد روزنامچہ بند ہوا۔ نقد بقایا: {cash:,} روپے۔",
    )
