"""One layout for the YAML of a catalogue: comments kept, meaning the same, twice as once."""
