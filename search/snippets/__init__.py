"""What a hit shows of its article: the title and the best fragment of the body, with the words that matched marked.

Marks are made by the analyzer that indexed the text, on the text as stored: `ditangkap` is marked for `penangkapan`.
A body is not analysed as a whole.  The endings of the wanted stems are looked for as plain strings, which is nearly
free; only words that hold one are analysed.
"""

from .highlighter import LONGEST_BODY, Highlighter

__all__ = ["LONGEST_BODY", "Highlighter"]
