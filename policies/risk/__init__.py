"""What looks wrong: detectors, and what they found."""
