"""The application for a WSGI server: `gunicorn -c python:api.gunicorn_conf 'api.wsgi:application()'`."""

from __future__ import annotations

from flask import Flask

from . import create_app


def application() -> Flask:
    """The application with settings from the environment."""
    return create_app()
