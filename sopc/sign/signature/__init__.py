"""One signature: whether it is genuine, from when, and how long it can be proven."""
