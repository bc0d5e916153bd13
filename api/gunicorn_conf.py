"""How gunicorn serves Telisik: two processes of four threads, bounded requests, and workers that are renewed.

Threads, because a slow client should hold a thread and not a worker; a buffering proxy is still needed on the open internet.
Generations are switched inside the workers, so there is no reload.  TELISIK_BIND and TELISIK_WORKERS change the obvious.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

# The workers sign cursors with one secret: the next page may be any worker's.
os.environ["TELISIK_SECRET"] = os.environ.get("TELISIK_SECRET") or secrets.token_hex(16)

bind = os.environ.get("TELISIK_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("TELISIK_WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 15
graceful_timeout = 15
keepalive = 5
control_socket_disable = True
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4_094
limit_request_fields = 100
limit_request_field_size = 8_190
SHARED_MEMORY = "/dev/shm"  # noqa: S108  heartbeats in memory; gunicorn makes its own unguessable files there
worker_tmp_dir = SHARED_MEMORY if Path(SHARED_MEMORY).is_dir() else None
# Off unless TELISIK_ACCESS_LOG names a file (`-` = standard output).  No query text: the path only, without the client's address.
accesslog = os.environ.get("TELISIK_ACCESS_LOG") or None
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
