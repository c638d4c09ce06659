"""``make verify-google``: asks a real Google whether it is as the ledger of assumptions says.

``fake_google/ASSUMPTIONS.md`` is the ledger. Each of its lines names a probe, a function in
``probes/``. The program shares no code with the addon or the stand-in, since it checks both. See
docs/verify-google.md.
"""
