"""Everything that packaging knows about Telisik.  Tools are configured in pyproject.toml, which has no [project] table:
one there would silently drop what stands here."""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent

RUN = [
    "whoosh>=2.7.4,<2.8",
    "numpy>=2.0,<3",
    "PyStemmer>=2.2,<4",
    "ahocorasick-rs>=1.0,<2",
    "rapidfuzz>=3.9,<4",
    "click>=8.1,<9",
    "flask>=3.1,<4",
    "flask-smorest>=0.46,<0.48",
    "marshmallow>=4.0,<5",
    # What flask and flask-smorest stand on, where the API speaks to it directly.
    "apispec>=6.8,<7",
    "markupsafe>=3.0,<4",
    "webargs>=8.7,<9",
    "werkzeug>=3.1,<4",
    "gunicorn>=23,<28",
    "tzdata>=2025.1",
]
HTML = ["trafilatura>=2.0,<3", "warcio>=1.7.5,<2"]
BENCH = ["tantivy>=0.25,<0.28"]
DEV = [
    "pytest>=9,<10",
    "pytest-cov>=7,<8",
    "pytest-timeout>=2.4,<3",
    "hypothesis>=6.140,<7",
    "schemathesis>=4.10,<5",
    "playwright>=1.55,<2",
    "axe-playwright-python>=0.1.4,<0.2",
    "ruff>=0.14",
    "mypy>=1.18,<3",
    "import-linter>=2.5,<3",
    "codespell>=2.4,<3",
    "pre-commit>=4.3,<5",
    "pip-tools>=7.5,<8",
    "build>=1.3,<2",
    "setuptools>=77",
    "types-setuptools",
    "wheel",
]

setup(
    name="telisik",
    version="0.1.0",
    description="Full-text search for Indonesian news: a Whoosh index, a JSON API, a search page and a widget.",
    long_description=(HERE / "README.md").read_text("utf-8") if (HERE / "README.md").exists() else "",
    long_description_content_type="text/markdown",
    license="MIT",
    python_requires=">=3.11",
    packages=find_packages(include=["search", "search.*", "api", "api.*"]),
    package_data={
        "search": ["py.typed", "analysis/data/*", "corpus/data/*", "entities/data/*"],
        "api": ["py.typed", "*.tsv", "templates/**/*", "static/**/*"],
    },
    install_requires=RUN,
    extras_require={"html": HTML, "bench": BENCH, "dev": DEV},
    entry_points={"console_scripts": ["telisik = search.cli:main"]},
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Console",
        "Environment :: Web Environment",
        "Framework :: Flask",
        "Intended Audience :: Developers",
        "Natural Language :: Indonesian",
        "Operating System :: POSIX",
        "Programming Language :: Python :: 3 :: Only",
        "Topic :: Internet :: WWW/HTTP :: Indexing/Search",
        "Topic :: Text Processing :: Linguistic",
        "Typing :: Typed",
    ],
)
