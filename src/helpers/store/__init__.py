"""Files to model and back. This floor and `publish` are the only ones that touch the disk."""
