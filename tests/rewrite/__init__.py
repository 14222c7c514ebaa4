"""What a reorganisation makes of a catalogue's files."""
