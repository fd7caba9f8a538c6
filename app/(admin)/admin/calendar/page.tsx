import type { Metadata } from "next";
import { CalendarPage } from "#components/admin/calendar/calendar-page.tsx";
import { calendarCopy } from "#components/copy/calendar.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: calendarCopy.title };

export default async function AdminCalendarPage() {
  await requireUser("system:inspect");
  return <CalendarPage />;
}
