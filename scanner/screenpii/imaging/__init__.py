"""What is seen in a frame's pixels before any engine reads it: ink, lines, masks, covers, photographs."""
