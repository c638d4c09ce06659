from . import test_preferences, test_sms
