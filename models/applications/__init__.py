"""Pages of real applications, run locally, filled with an invented shop and read in a browser: see README.md."""
