"""Files that grow in one place: for every place of every kind of file, drawn from its schema."""
