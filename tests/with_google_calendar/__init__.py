from . import test_admin_warning
