"""Odoo's command line as a file: with workers Odoo starts itself a second time by that file's name.

It lies in a folder of its own, for Python looks for modules beside it first.
"""

from odoo.cli.command import main

if __name__ == "__main__":
    main()
