"""Where things lie inside a generation's directory.  Who writes and reads each of them is told by its package."""

from __future__ import annotations

ENGINE = "engine"
ANALYSIS = "analysis"
ENTITIES = "entities"
SUGGESTIONS = "suggest"

# In ENTITIES:
LEADERS_FILE = "leaders.jsonl"
OUTLETS_FILE = "outlets.jsonl"
