"""Inputs that a program makes up, guided by which code they reach: ``make fuzz``.

A target in ``targets/`` takes bytes, gives them to one reader or writer and says what must hold
then. ``corpus/`` has inputs worth keeping, and all that ever broke something; the suite tries them
without the program that makes them up.
"""
