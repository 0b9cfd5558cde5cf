"""One file an application; each has its `APPLICATION`."""
