from . import test_admin_warning, test_takeover
