"""Who an article is: a given id, else a digest of its canonical URL, else of outlet, title and local day.

Ids are permanent: a change of `canonical_url` or of what is digested makes every stored id another one.
Not here: what happens when two articles have one id (the later wins: `search.rebuild`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from .text import has_control_characters, one_line

LONGEST_ID = 200
DIGEST_DIGITS = 12

# Parameters that say how a reader came to the page, not which page it is.
_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_(campaign|kwd|source|medium)|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|ttclid|igshid"
    r"|mc_[ce]id|_ga|_gl|ref_src|tag_from|spm|amp|outputtype",
    re.IGNORECASE,
)
_SCHEMES = ("http", "https")
# Characters that RFC 3986 lets stand in a path and that therefore need no escape.
_PATH_SAFE = "/:@!$&'()*+,;=~-._"


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in _SCHEMES and parts.hostname else None


def is_web_url(url: str) -> bool:
    """Whether a text is an absolute http or https URL that can be offered as a link."""
    return _parts(url) is not None and not has_control_characters(url) and " " not in url.strip()


def canonical_url(url: str) -> str:
    """The form that all spellings of one page's URL share; `""` for what is no web address.

    http and https are one; the host is in lower case and without `www.`; default ports, user names, fragments,
    tracking parameters, a trailing slash and an index page are gone; escapes are minimal; the other parameters stand
    in order.
    """
    parts = _parts(url)
    if parts is None or parts.hostname is None:
        return ""
    host = parts.hostname.strip(".").removeprefix("www.")
    if not host:
        return ""
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    path = quote(unquote(parts.path, errors="replace"), safe=_PATH_SAFE)
    path = re.sub(r"/+", "/", path)
    path = re.sub(r"/index\.(html?|php)$", "/", path).rstrip("/")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="replace")
        if not _TRACKING.fullmatch(name)
    )
    query = f"?{urlencode(kept)}" if kept else ""
    return f"https://{host}{port}{path}{query}"


def problem_with_id(given: str) -> str:
    """Why a given id cannot be used, or `""` when it can."""
    if len(given) > LONGEST_ID:
        return f"'id' has {len(given)} characters: shorten it to {LONGEST_ID}, or leave it out"
    if has_control_characters(given):
        return "'id' holds a control character: remove it, or leave the id out"
    if given and not given.strip("."):
        return "'id' is only dots, which no URL can hold: change it, or leave it out"
    return ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:DIGEST_DIGITS]


def _folded(text: str) -> str:
    return one_line(unicodedata.normalize("NFKC", text)).casefold()


def article_id(given: str, url: str, outlet: str, title: str, published: datetime | None) -> str:
    """The id of an article, by the first of the three rules that applies.  `given` has passed `problem_with_id`."""
    if given:
        return given
    address = canonical_url(url) if url else ""
    if address:
        return _digest(address)
    day = published.date().isoformat() if published else ""
    return _digest(f"{_folded(outlet)}|{_folded(title)}|{day}")
