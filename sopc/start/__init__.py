"""A new catalogue, and a new SOP in one: what their files say, and which number is free."""
