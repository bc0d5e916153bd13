"""Reading dates: as Indonesian news writes them, as readers type them into a query, and as the API takes them.

Nothing here raises: what is no date is None.  A date without a zone is WIB (UTC+07:00).
Not here: tokens of dates (`analysis`), which articles a range holds (`query`, engines).
"""

from .bounds import Bound, parse_bound, parse_period
from .months import MONTHS
from .typed import TypedDates, find_dates_in_query
from .written import WIB, ReadDate, read_date

__all__ = [
    "MONTHS",
    "WIB",
    "Bound",
    "ReadDate",
    "TypedDates",
    "find_dates_in_query",
    "parse_bound",
    "parse_period",
    "read_date",
]
