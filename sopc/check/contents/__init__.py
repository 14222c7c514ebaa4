"""Rules on what an SOP in force has to say: dates, steps, boxes, nothing left to fill in."""
