"""What was asked: typed text to a tree, a tree to a plan that engines run."""
