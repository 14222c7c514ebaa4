"""The desk in the browser: a catalogue's files shown as they print, and changed in small steps.

An application on the user's own machine. It has no rules and no data of its own: what it shows is
what the files say, and what it writes is what an editor would have changed by hand.
"""
