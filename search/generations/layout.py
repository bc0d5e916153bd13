"""Where things lie inside a generation's directory.  Who writes and reads each of them is told by its package."""

from __future__ import annotations

ENGINE = "engine"
ANALYSIS = "analysis"
ENTITIES = "entities"
LEADERS = f"{ENTITIES}/leaders.jsonl"
OUTLETS = f"{ENTITIES}/outlets.jsonl"
SUGGEST = "suggest"
