"""The only code that talks to Google: OAuth, one request path, the calendar, JSON ↔ items."""
