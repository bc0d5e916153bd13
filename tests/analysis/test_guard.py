"""The capitalisation guard."""

from __future__ import annotations

from search.analysis import mine_guard


def test_names_are_mined_inside_sentences_only() -> None:
    """Three capitals, more than three times as many as without; sentence starts, possessives and rare words do not count."""
    texts = [
        "kata Sheeran kemarin, kata Sheeran tadi, lalu, Sheeran pergi.",
        "Bantuan datang. Bantuan habis. Bantuan kurang. Bantuan lagi.",
        "oleh Harapan dan Harapan serta Harapan, ada harapan.",
        "di Twitternya dan Twitternya dan Twitternya",
        "oleh Jonathan dua kali Jonathan",
    ]
    assert mine_guard(texts) == {"sheeran"}
