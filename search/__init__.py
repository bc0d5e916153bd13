"""Telisik's engine: Indonesian news in, ranked and faceted answers out.  Knows no web."""
