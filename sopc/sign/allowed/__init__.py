"""What later revisions of a PDF may hold: what signing brings, and nothing else."""
