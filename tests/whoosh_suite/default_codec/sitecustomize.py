"""Python imports this first in every process of a run: the codec of Telisik is Whoosh's default codec."""

import whoosh.codec

from search.engines.whoosh_engine.codec import TelisikCodec

whoosh.codec.default_codec = TelisikCodec
