"""Text to tokens: pure functions, the standard library and PyStemmer only."""

from .chain import Analyzer
from .token import Forms, Token

__all__ = ["Analyzer", "Forms", "Token"]
