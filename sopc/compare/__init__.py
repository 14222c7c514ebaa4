"""Two catalogues held against each other: what is printed otherwise, of each SOP and for all."""
