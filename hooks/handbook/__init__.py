"""The library of the Internet Marketer Handbook: records in, pages out. Knows nothing of MkDocs."""
