"""The sentences for what a row or a file was refused for, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.names.sounds import is_urdu
from khidmat.kernel.urdu import isolate
from khidmat.wanted.columns import BY_KEY
from khidmat.wanted.reasons import BadFile, Fault, FileFault, Reason, Value
from khidmat.wanted.states import Stage

SENTENCES: Mapping[Fault, str | Promise] = {
    Fault.EMPTY: _("The column %(column)s is empty. Every row needs it; write it as it is in the register."),
    Fault.TOO_LONG: _(
        "The column %(column)s has %(n)s letters; there is room for %(max)s. Take out some words."
    ),
    Fault.FORMULA: _("The column %(column)s holds a formula. Copy the cell and paste it as a value."),
    Fault.NAME_MISSING: _("The name is empty. Write it in Urdu, in Latin letters, or both."),
    Fault.NAME_LETTERS: _(
        "There are no letters in the column %(column)s. Write the name as in the register."
    ),
    Fault.FATHER_MISSING: _(
        "The father's name is empty. Write it as in the register; if it is not known, write unknown."
    ),
    Fault.CASE_DATE: _(
        "The case number was turned into a date by the spreadsheet: %(value)s. "
        "Format the column as text and write the number again, like 354/12."
    ),
    Fault.YEAR_MISSING: _(
        "The year of the case is not there. Fill the year column, or write the number like 354/12."
    ),
    Fault.YEAR_RANGE: _(
        "The year %(value)s is not between %(first)s and %(last)s. Look at the register again."
    ),
    Fault.YEAR_DIFFERS: _(
        "The case number %(case)s and the year %(year)s do not agree. One of them needs correcting."
    ),
    Fault.STAGE_UNKNOWN: _(
        "The stage %(value)s is not known. Write pending, convicted, acquitted, discharged or cancelled."
    ),
    Fault.DATE_IMPOSSIBLE: _("There is no such date: %(value)s. Write it like 14-03-2014."),
    Fault.DATE_FUTURE: _("The decision cannot be after today: %(value)s. Check the year."),
    Fault.DATE_EARLY: _("The decision of %(value)s is before the year of the case, %(year)s. Check both."),
    Fault.COURT_MISSING: _(
        "A conviction needs the court. Without it nobody can check it; write the court's name."
    ),
    Fault.DECISION_MISSING: _("A conviction needs the date of the decision. Write it like 14-03-2014."),
    Fault.YES_OR_NO: _("The column %(column)s says %(value)s. Write yes or no."),
    Fault.CHILD: _(
        "Born in %(born)s, the person was under 18 in %(year)s. A child's record is never disclosed: "
        "write yes in the column juvenile, or correct the year of birth."
    ),
    Fault.RELATION_UNKNOWN: _("The relation %(value)s is not known. Write s/o, d/o, w/o, widow or c/o."),
    Fault.CNIC_LETTERS: _(
        "A CNIC number has digits only: %(value)s. Take out the letters, or leave it empty."
    ),
    Fault.CNIC_LENGTH: _(
        "A CNIC number has 13 digits; there are %(n)s here. Spreadsheets drop a leading zero: format the column as "
        "text. If the number is not known, leave it empty."
    ),
    Fault.CNIC_SAME: _(
        "A CNIC number does not repeat one digit 13 times. If it is not known, leave it empty."
    ),
    Fault.BORN: _(
        "The year of birth %(value)s does not fit a case of %(year)s. Write four digits, or leave it empty."
    ),
    Fault.DISTRICT_UNKNOWN: _(
        "The district %(value)s is not in our list. Write its name, or leave it empty."
    ),
    Fault.TWICE: _(
        "The same person stands in row %(row)s for the same case. Keep the right one of the two rows."
    ),
    Fault.AMBIGUOUS: _(
        "Two persons of this name are recorded in this case. Add the CNIC number, or change the record on its own page."
    ),
    Fault.OTHER_NAME: _(
        "This CNIC number is recorded in the same case for another name: %(name)s. Look at the register again."
    ),
    Fault.EXPUNGED: _("This record was expunged by order. A file cannot bring it back."),
    Fault.DECIDED: _(
        "The record already says %(stage)s. A file cannot make a decided case pending again; if the court did, "
        "use the record's own page and give the reason."
    ),
    Fault.DECIDED_LATER: _(
        "The record already says %(stage)s, decided on %(date)s, and the file does not name a later decision. "
        "Look at the order again; if it is right, use the record's own page."
    ),
    Fault.JUVENILE_KEPT: _(
        "The record is a child's and the file says it is not. A file cannot take that protection away."
    ),
}

FILE_SENTENCES: Mapping[FileFault, str | Promise] = {
    FileFault.NOTHING: _("No file was chosen. Choose a CSV or XLSX file."),
    FileFault.GONE: _("The file lay here for more than a day and was taken away. Send it again."),
    FileFault.NOT_POSTED: _("Your posting in the record office has ended, so the file was not taken."),
    FileFault.EMPTY: _(
        "The file has no rows. The first line names the columns, each further line is one person in one case."
    ),
    FileFault.TOO_BIG: _(
        "The file is %(size)s MB; up to %(max)s MB is taken. Divide it and send the parts one after the other."
    ),
    FileFault.TOO_MANY_ROWS: _(
        "The file has more than %(max)s rows. Divide it and send the parts one after the other."
    ),
    FileFault.NOT_A_TABLE: _(
        "This file could not be read as a table. Save it from the spreadsheet as XLSX or as CSV UTF-8."
    ),
    FileFault.NOT_UTF8: _(
        "The letters of this file are not written in UTF-8. In the spreadsheet choose Save as, CSV UTF-8. "
        "If an old program made the file, send it again and choose Windows-1256."
    ),
    FileFault.NOT_1256: _(
        "The letters of this file are not written in Windows-1256. Choose UTF-8, or save it again as CSV UTF-8."
    ),
    FileFault.OLD_EXCEL: _(
        "This is the old Excel form or a file with a password. Open it and save it as XLSX without a password."
    ),
    FileFault.BROKEN_XLSX: _(
        "The XLSX file is damaged. Open it in the spreadsheet, save it again and send the new file."
    ),
    FileFault.SWELLS: _(
        "The file unpacks to far more than a register holds, so it was not opened. "
        "Copy the rows into an empty sheet and save that."
    ),
    FileFault.TOO_SLOW: _(
        "The file took too long to open. Copy only the rows into an empty sheet, save that and send it."
    ),
    FileFault.BROKEN_CSV: _(
        "Line %(line)s could not be read as a table row. Look for a quotation mark that is not closed."
    ),
    FileFault.COLUMNS_MISSING: _(
        "The first line does not name the columns %(columns)s. Take the template and copy the rows into it."
    ),
    FileFault.COLUMNS_UNKNOWN: _(
        "The columns %(columns)s are not known here and would be lost. "
        "Take them out, or give them a name of the template."
    ),
    FileFault.COLUMN_TWICE: _("The column %(column)s is there twice. Keep one of the two."),
}


def say(reason: Reason) -> str:
    """The sentence for a row."""
    return str(SENTENCES[reason.fault]) % {key: _shown(key, value) for key, value in reason.values.items()}


def say_file(bad: BadFile) -> str:
    """The sentence for a file."""
    return str(FILE_SENTENCES[bad.fault]) % {key: _shown(key, value) for key, value in bad.values.items()}


def _shown(key: str, value: Value) -> str:
    """Codes by their names; what is typed stands alone, so that it cannot turn the sentence round."""
    if key == "stage":
        return str(Stage(str(value)).label)
    if key == "column" and value in BY_KEY:
        return str(BY_KEY[str(value)].label)
    text = str(value)
    return text if is_urdu(text) else isolate(text)
