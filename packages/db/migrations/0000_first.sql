CREATE SEQUENCE "public"."order_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 10001 CACHE 1;--> statement-breakpoint
CREATE TABLE "incoming" (
	"location_id" text NOT NULL,
	"variant" integer NOT NULL,
	"units" integer NOT NULL,
	"due_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "location" (
	"location_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"hours" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "style" (
	"style_id" text PRIMARY KEY NOT NULL,
	"ordinal" integer NOT NULL,
	"title" text NOT NULL,
	"brand" text DEFAULT '' NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"department" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"image" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"option_names" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "style_ordinal_unique" UNIQUE("ordinal")
);
--> statement-breakpoint
CREATE TABLE "variant" (
	"variant" integer PRIMARY KEY NOT NULL,
	"style_id" text NOT NULL,
	"position" integer NOT NULL,
	"sku" text NOT NULL,
	"gtin14" text,
	"option_values" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"price_minor" integer NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"home_location_id" text NOT NULL,
	"associate_id" uuid,
	"since" integer NOT NULL,
	"wears" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"consent_text" boolean DEFAULT false NOT NULL,
	"consent_email" boolean DEFAULT false NOT NULL,
	"consent_call" boolean DEFAULT false NOT NULL,
	"external_id" text,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "customer_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "customer_address" (
	"customer_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"line1" text NOT NULL,
	"line2" text DEFAULT '' NOT NULL,
	"city" text NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"postal_code" text NOT NULL,
	"country" text NOT NULL,
	CONSTRAINT "customer_address_customer_id_position_pk" PRIMARY KEY("customer_id","position")
);
--> statement-breakpoint
CREATE TABLE "customer_note" (
	"note_id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"text" text NOT NULL,
	"associate_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_order" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"customer_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"associate_id" uuid NOT NULL,
	"device_id" uuid,
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"method" text NOT NULL,
	"arrives_on" date,
	"ship_to" jsonb,
	"currency" text NOT NULL,
	"total_minor" integer NOT NULL,
	"booked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "customer_order_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "order_line" (
	"order_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"variant" integer NOT NULL,
	"quantity" integer NOT NULL,
	"price_minor" integer NOT NULL,
	"source_location_id" text NOT NULL,
	"arrives_on" date,
	"sourcing" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "order_line_order_id_line_pk" PRIMARY KEY("order_id","line")
);
--> statement-breakpoint
CREATE TABLE "reservation" (
	"order_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"location_id" text NOT NULL,
	"variant" integer NOT NULL,
	"quantity" integer NOT NULL,
	"state" text DEFAULT 'firm' NOT NULL,
	CONSTRAINT "reservation_order_id_line_pk" PRIMARY KEY("order_id","line")
);
--> statement-breakpoint
CREATE TABLE "associate" (
	"associate_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"location_id" text NOT NULL,
	"pin_hash" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device" (
	"device_id" uuid PRIMARY KEY NOT NULL,
	"location_id" text NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"app_version" text DEFAULT '' NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_contact_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"associate_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_level" (
	"location_id" text NOT NULL,
	"variant" integer NOT NULL,
	"on_hand" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"leased" integer DEFAULT 0 NOT NULL,
	"safety" integer DEFAULT 0 NOT NULL,
	"unavailable" integer DEFAULT 0 NOT NULL,
	"short" integer DEFAULT 0 NOT NULL,
	"as_of" timestamp with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_level_location_id_variant_pk" PRIMARY KEY("location_id","variant"),
	CONSTRAINT "stock_level_not_oversold" CHECK (reserved + leased <= greatest(on_hand - unavailable - safety, 0) + short),
	CONSTRAINT "stock_level_counts" CHECK (reserved >= 0 and leased >= 0 and safety >= 0 and unavailable >= 0 and short >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_movement" (
	"movement_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stock_movement_movement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"location_id" text NOT NULL,
	"variant" integer NOT NULL,
	"kind" text NOT NULL,
	"on_hand_delta" integer DEFAULT 0 NOT NULL,
	"reserved_delta" integer DEFAULT 0 NOT NULL,
	"happened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"order_id" uuid,
	"document" text,
	"associate_id" uuid,
	"device_id" uuid,
	"command_id" uuid
);
--> statement-breakpoint
CREATE TABLE "command_fault" (
	"command_id" uuid PRIMARY KEY NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"last_incident" text NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command_outcome" (
	"command_id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"name" text NOT NULL,
	"command_version" integer NOT NULL,
	"args_hash" text NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"outcome" jsonb NOT NULL,
	"associate_id" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "database_life" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" uuid DEFAULT gen_random_uuid() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"feed_id" text PRIMARY KEY NOT NULL,
	"head" bigint DEFAULT 0 NOT NULL,
	"floor" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstone" (
	"feed_id" text NOT NULL,
	"table_name" text NOT NULL,
	"key" text NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "tombstone_feed_id_table_name_key_pk" PRIMARY KEY("feed_id","table_name","key")
);
--> statement-breakpoint
ALTER TABLE "incoming" ADD CONSTRAINT "incoming_location_id_location_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incoming" ADD CONSTRAINT "incoming_variant_variant_variant_fk" FOREIGN KEY ("variant") REFERENCES "public"."variant"("variant") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variant" ADD CONSTRAINT "variant_style_id_style_style_id_fk" FOREIGN KEY ("style_id") REFERENCES "public"."style"("style_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_home_location_id_location_location_id_fk" FOREIGN KEY ("home_location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_associate_id_associate_associate_id_fk" FOREIGN KEY ("associate_id") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_address" ADD CONSTRAINT "customer_address_customer_id_customer_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_customer_id_customer_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_order" ADD CONSTRAINT "customer_order_customer_id_customer_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_order" ADD CONSTRAINT "customer_order_location_id_location_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_customer_order_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."customer_order"("order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_variant_variant_variant_fk" FOREIGN KEY ("variant") REFERENCES "public"."variant"("variant") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associate" ADD CONSTRAINT "associate_location_id_location_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_location_id_location_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_associate_id_associate_associate_id_fk" FOREIGN KEY ("associate_id") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_device_id_device_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("device_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_location_id_location_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_variant_variant_variant_fk" FOREIGN KEY ("variant") REFERENCES "public"."variant"("variant") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "incoming_place" ON "incoming" USING btree ("location_id","variant");--> statement-breakpoint
CREATE UNIQUE INDEX "style_lower_id" ON "style" USING btree (lower("style_id"));--> statement-breakpoint
CREATE UNIQUE INDEX "variant_lower_sku" ON "variant" USING btree (lower("sku"));--> statement-breakpoint
CREATE INDEX "variant_gtin14" ON "variant" USING btree ("gtin14");--> statement-breakpoint
CREATE INDEX "variant_style" ON "variant" USING btree ("style_id");--> statement-breakpoint
CREATE INDEX "customer_feed" ON "customer" USING btree ("home_location_id","version");--> statement-breakpoint
CREATE INDEX "customer_note_customer" ON "customer_note" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_order_feed" ON "customer_order" USING btree ("location_id","version");--> statement-breakpoint
CREATE INDEX "customer_order_customer" ON "customer_order" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "reservation_place" ON "reservation" USING btree ("location_id","variant");--> statement-breakpoint
CREATE INDEX "associate_feed" ON "associate" USING btree ("location_id","version");--> statement-breakpoint
CREATE INDEX "session_associate" ON "session" USING btree ("associate_id");--> statement-breakpoint
CREATE INDEX "stock_level_feed" ON "stock_level" USING btree ("location_id","version");--> statement-breakpoint
CREATE INDEX "stock_movement_place" ON "stock_movement" USING btree ("location_id","variant","happened_at");--> statement-breakpoint
CREATE INDEX "stock_movement_order" ON "stock_movement" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "command_outcome_device_seq" ON "command_outcome" USING btree ("device_id","seq");--> statement-breakpoint
CREATE INDEX "tombstone_feed" ON "tombstone" USING btree ("feed_id","version");