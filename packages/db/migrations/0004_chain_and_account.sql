ALTER TABLE "device" ADD COLUMN "chain" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "chain_breaks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "revoked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "waiting_count" integer;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "app_state" jsonb;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "last_account_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "last_account_unknown" integer;--> statement-breakpoint
ALTER TABLE "command_fault" ADD COLUMN "held_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "command_outcome" ADD COLUMN "superseded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "database_life" ADD COLUMN "cluster" text;