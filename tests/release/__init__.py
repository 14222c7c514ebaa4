"""What is given out: the sdist, the wheel, and the bill of what they need. See ``make dist``."""
