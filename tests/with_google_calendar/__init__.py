from . import test_admin_warning, test_takeover, test_takeover_tour
