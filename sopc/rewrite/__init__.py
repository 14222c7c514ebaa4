"""What a reorganisation makes of a catalogue's files: other numbers, places and keys."""
