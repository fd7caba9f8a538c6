CREATE TABLE "attempt_findings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"detail" text NOT NULL,
	"job_id" text,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_transitions" (
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	CONSTRAINT "attempt_transitions_from_state_to_state_pk" PRIMARY KEY("from_state","to_state")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"note" text,
	"job_id" text,
	"charged_micros" bigint,
	"price_max_micros" bigint
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"provider" text NOT NULL,
	"move" text NOT NULL,
	"debit" text NOT NULL,
	"credit" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ledger_entries_amount" CHECK ("ledger_entries"."amount_micros" > 0),
	CONSTRAINT "ledger_entries_move" CHECK (("ledger_entries"."move", "ledger_entries"."debit", "ledger_entries"."credit") in (('reserve', 'available', 'reserved'), ('settle', 'reserved', 'spent'), ('release', 'reserved', 'available'), ('charge', 'available', 'spent')))
);
--> statement-breakpoint
CREATE TABLE "storage_findings" (
	"storage_key" text PRIMARY KEY NOT NULL,
	"problem" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "attempts_one_live";--> statement-breakpoint
DROP INDEX "attempts_provider_live";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "job_id" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "fence" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "leased_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_receipts" ADD COLUMN "job_id" text;--> statement-breakpoint
ALTER TABLE "attempt_findings" ADD CONSTRAINT "attempt_findings_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_findings_once" ON "attempt_findings" USING btree ("attempt_id","kind","cause");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_one_open" ON "decisions" USING btree ("attempt_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "decisions_newest" ON "decisions" USING btree ("opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_once" ON "ledger_entries" USING btree ("attempt_id","move");--> statement-breakpoint
CREATE INDEX "ledger_entries_owner" ON "ledger_entries" USING btree ("owner_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_job" ON "attempts" USING btree ("provider","job_id");--> statement-breakpoint
CREATE INDEX "webhook_receipts_job" ON "webhook_receipts" USING btree ("provider","job_id");--> statement-breakpoint
CREATE INDEX "webhook_receipts_newest" ON "webhook_receipts" USING btree ("received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_live" ON "attempts" USING btree ("video_id") WHERE state in ('intent', 'accepted', 'ambiguous', 'adopted');--> statement-breakpoint
CREATE INDEX "attempts_provider_live" ON "attempts" USING btree ("provider") WHERE state in ('intent', 'accepted', 'ambiguous', 'adopted');