from . import (
    test_job_queue,
    test_meetings,
    test_out_of_office,
    test_outlook,
    test_preferences,
    test_sms,
    test_time_off,
    test_working_location,
)
