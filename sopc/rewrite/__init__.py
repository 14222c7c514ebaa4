"""What becomes of a catalogue's files when numbers, folders, keys or steps are others."""
