from . import test_admin_warning, test_client, test_migration, test_migration_tour
