"""What a catalogue said at two moments, side by side, and what became of each SOP."""
