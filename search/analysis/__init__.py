"""Text to tokens: pure functions, the standard library and PyStemmer only."""

from .chain import Analyzer
from .explain import Explained, explain
from .guard import mine_guard
from .token import Forms, Token

__all__ = ["Analyzer", "Explained", "Forms", "Token", "explain", "mine_guard"]
