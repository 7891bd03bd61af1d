"""What the pages show: pure functions from nouns to pieces that templates can lay out."""
