"""What stores and searches articles, behind one seam (`base`)."""
