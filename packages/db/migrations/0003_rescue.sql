ALTER TABLE "command_outcome" ALTER COLUMN "seq" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "rescue_key" "bytea";--> statement-breakpoint
ALTER TABLE "command_outcome" ADD COLUMN "taken_in_by" uuid;