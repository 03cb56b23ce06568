"""Many clusters, one after another or side by side, on one machine or on many."""
