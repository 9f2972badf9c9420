"""Whether each part of the site does its work, asked by what balances load or watches: ok or not, and no more."""
