"""The pictures of the addon: a doctors' practice, as it looks next week.

``practice`` makes it, ``pictures`` goes to each screen, and ``python -m tools.screenshots`` saves
them in ``static/description``, or in another folder at another width and in the dark, to look at.
"""
