"""Loaded by the server from which workers are forked, so that they share the page engine.

What is missing is told by the worker that misses it, to whom someone listens.
"""

import gc
import sys
from contextlib import suppress

import sopc.publish.shards  # noqa: F401
from sopc.publish.serving import load_engine, silence

if "multiprocessing.forkserver" in sys.orig_argv[-1]:  # to load this elsewhere changes nothing
    silence()  # what it dies of is told by who waits for it
    gc.disable()
    with suppress(Exception):
        load_engine()
    gc.freeze()  # workers do not look through it
