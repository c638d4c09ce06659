import { AttendeeCalendarController } from "@calendar/views/attendee_calendar/attendee_calendar_controller";
import { GoogleSyncChip } from "./google_sync_chip";

// Other modules add theirs in the same way, Odoo's own google_calendar among them.
Object.assign(AttendeeCalendarController.components, { GoogleSyncChip });
