"""What engines are called in tables and pictures."""

from __future__ import annotations

NAMES = {
    "ours": "warm",
    "cold": "cold",
    "default": "default ranking",
    "tantivy": "tantivy",
    "tantivy_stems": "tantivy, stems only",
    "fts5": "FTS5",
    "whoosh": "Whoosh",
}
UNITS = {"python": "Python", "numpy": "NumPy", "whoosh-index": "Whoosh", "fts5": "SQLite", "whoosh": "stock Whoosh"}
