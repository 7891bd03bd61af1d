"""Schema migrations, run by the store itself when a workspace is opened."""
