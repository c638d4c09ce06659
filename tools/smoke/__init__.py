"""``make smoke``: the main job on real input, from end to end.

A real Odoo server with a real PostgreSQL and its scheduled actions, the addon, and the fake Google
over HTTP. Users connect through Google's consent page, both sides change, the scheduled action
runs, and both sides are compared record by record, by rules written anew here.
"""
