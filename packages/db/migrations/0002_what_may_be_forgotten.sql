ALTER TABLE "device" ADD COLUMN "outcomes_kept" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tombstone" ADD COLUMN "at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "tombstone_at" ON "tombstone" USING btree ("at");