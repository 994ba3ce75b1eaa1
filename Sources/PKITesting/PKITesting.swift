// PKITesting: see docs/design.md §2.
