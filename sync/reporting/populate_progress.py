"""How much of a populate Google has received, for the account that shows it."""


def start(account):
    """A populate has been planned: what waits for Google now is what it has to send."""
    account.work_id.write({"populate_done": 0, "populate_total": account.count_waiting()})


def update(account):
    """Count how much of the populate under way Google has taken, or refused for good."""
    if account.populate_total:
        done = account.populate_total - account.count_waiting()
        account.work_id.populate_done = max(done, account.populate_done)


def forget(account):
    """Let the next populate look at everything anew."""
    account.work_id.filtered("populate_total").write({"populate_done": 0, "populate_total": 0})
