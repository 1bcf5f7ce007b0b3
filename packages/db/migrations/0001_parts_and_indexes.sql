CREATE TABLE "broadcast_part" (
	"sha" text PRIMARY KEY NOT NULL,
	"body" "bytea" NOT NULL,
	"named_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "broadcast_part_named" ON "broadcast_part" USING btree ("named_at");--> statement-breakpoint
CREATE INDEX "location_feed" ON "location" USING btree ("version");--> statement-breakpoint
CREATE INDEX "style_feed" ON "style" USING btree ("version");