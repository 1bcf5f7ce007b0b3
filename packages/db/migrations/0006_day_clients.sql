DROP INDEX "customer_feed";--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "is_current" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "customer_home" ON "customer" USING btree ("home_location_id");--> statement-breakpoint
CREATE INDEX "customer_associate" ON "customer" USING btree ("associate_id");--> statement-breakpoint
CREATE INDEX "customer_contact" ON "customer" USING btree ("last_contact_at");--> statement-breakpoint
CREATE INDEX "customer_order_current" ON "customer_order" USING btree ("booked_at") WHERE is_current;--> statement-breakpoint
ALTER TABLE "customer" DROP COLUMN "version";--> statement-breakpoint
UPDATE "customer_order" SET "is_current" = false WHERE "state" IN ('delivered', 'cancelled') AND "booked_at" < now() - interval '90 days';--> statement-breakpoint
INSERT INTO "feed" ("feed_id", "head") SELECT DISTINCT 'associate:' || "associate_id", 1 FROM "customer" WHERE "associate_id" IS NOT NULL ON CONFLICT ("feed_id") DO UPDATE SET "head" = "feed"."head" + 1;--> statement-breakpoint
INSERT INTO "day_client" ("associate_id", "customer_id", "why", "version") SELECT c."associate_id", c."customer_id", 'mine', f."head" FROM "customer" c JOIN "associate" a ON a."associate_id" = c."associate_id" AND a."location_id" = c."home_location_id" AND a."is_active" JOIN "feed" f ON f."feed_id" = 'associate:' || c."associate_id" ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "feed" SET "head" = "head" + 1, "floor" = "head" + 1 WHERE "feed_id" LIKE 'store:%';--> statement-breakpoint
INSERT INTO "consent_event" ("event_id", "customer_id", "channel", "purpose", "is_given", "proof", "at") SELECT gen_random_uuid(), c."customer_id", t."channel", 'marketing', true, '{"words": "", "how": "brought-over"}', now() FROM "customer" c CROSS JOIN LATERAL (VALUES ('text', c."consent_text"), ('email', c."consent_email"), ('call', c."consent_call")) AS t("channel", "is_given") WHERE t."is_given";
