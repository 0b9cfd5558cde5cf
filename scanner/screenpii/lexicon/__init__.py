"""Words as data: labels and their meanings, gazetteers of names, words of streets."""
