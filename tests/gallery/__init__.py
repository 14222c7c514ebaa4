"""``make gallery``: all flowcharts with their measures, the old beside the new, for who draws them.

``python -m tests.gallery FOLDER [--base REVISION|FOLDER] [--sops CATALOGUE]`` builds the hard cases
in both styles of start and end, draws the catalogue's flowcharts, and writes ``FOLDER/index.html``.
"""
