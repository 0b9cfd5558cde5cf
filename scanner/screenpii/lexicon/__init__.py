"""Words as data: what labels mean, which words are names, what streets are called."""
