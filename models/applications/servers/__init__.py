"""What runs inside the throw-away environments: one module a kind of application, each fills and serves it."""
