CREATE TABLE "identity" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"associate_id" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "one_time_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"associate_id" uuid NOT NULL,
	"made_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"associate_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint DEFAULT 0 NOT NULL,
	"transports" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"aaguid" text DEFAULT '' NOT NULL,
	"is_backed_up" boolean DEFAULT false NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "pending_proof" (
	"proof_id" text PRIMARY KEY NOT NULL,
	"device_id" uuid,
	"associate_id" uuid,
	"kind" text NOT NULL,
	"secret" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wrong_try" (
	"key" text PRIMARY KEY NOT NULL,
	"times" integer NOT NULL,
	"wait_until" timestamp with time zone,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"access_id" uuid PRIMARY KEY NOT NULL,
	"associate_id" uuid NOT NULL,
	"device_id" uuid,
	"location_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"what" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"was_offline" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"heard_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_event" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"is_given" boolean NOT NULL,
	"proof" jsonb NOT NULL,
	"associate_id" uuid,
	"device_id" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "day_client" (
	"associate_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"why" text NOT NULL,
	"until" timestamp with time zone,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "day_client_associate_id_customer_id_pk" PRIMARY KEY("associate_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"asked_by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "security_event" (
	"event_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"associate_id" uuid,
	"device_id" uuid,
	"location_id" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phone_code" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"location_id" text NOT NULL,
	"phone_name" text NOT NULL,
	"made_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"device_id" uuid
);
--> statement-breakpoint
CREATE TABLE "phone_deposit" (
	"deposit_id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_in_at" timestamp with time zone,
	"taken_in_by" uuid
);
--> statement-breakpoint
ALTER TABLE "location" ADD COLUMN "region_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "is_vip" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "last_contact_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "associate" ADD COLUMN "login" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "public_key" "bytea";--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "added_by" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "wiped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "session_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "way" text DEFAULT 'pin' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "stepped_up_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_associate_id_associate_associate_id_fk" FOREIGN KEY ("associate_id") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_associate_id_associate_associate_id_fk" FOREIGN KEY ("associate_id") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_associate_id_associate_associate_id_fk" FOREIGN KEY ("associate_id") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_client" ADD CONSTRAINT "day_client_associate_id_associate_associate_id_fk" FOREIGN KEY ("associate_id") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_client" ADD CONSTRAINT "day_client_customer_id_customer_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_code" ADD CONSTRAINT "phone_code_location_id_location_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_code" ADD CONSTRAINT "phone_code_made_by_associate_associate_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."associate"("associate_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_deposit" ADD CONSTRAINT "phone_deposit_device_id_device_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("device_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_associate" ON "identity" USING btree ("associate_id");--> statement-breakpoint
CREATE INDEX "passkey_associate" ON "passkey" USING btree ("associate_id");--> statement-breakpoint
CREATE INDEX "access_log_customer" ON "access_log" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "access_log_associate" ON "access_log" USING btree ("associate_id","at");--> statement-breakpoint
CREATE INDEX "consent_event_customer" ON "consent_event" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "day_client_feed" ON "day_client" USING btree ("associate_id","version");--> statement-breakpoint
CREATE INDEX "day_client_customer" ON "day_client" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "day_client_until" ON "day_client" USING btree ("until");--> statement-breakpoint
CREATE INDEX "security_event_at" ON "security_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "session_device" ON "session" USING btree ("device_id");--> statement-breakpoint
ALTER TABLE "associate" ADD CONSTRAINT "associate_login_unique" UNIQUE("login");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_session_id_unique" UNIQUE("session_id");