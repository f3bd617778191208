"""Files and pasted text in. Reading is pure and proposes; applying is the services' business."""
