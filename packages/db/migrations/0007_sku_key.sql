DROP INDEX "variant_lower_sku";--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "sku_key" text GENERATED ALWAYS AS (lower(sku)) STORED NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "variant_sku_key" ON "variant" USING btree ("sku_key");