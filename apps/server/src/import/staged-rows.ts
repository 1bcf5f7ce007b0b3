// What readers make of any format: rows ready to be compared with the database. `null` in a field that has a column of its
// own means "the file has no such column", so what is known stays; "" means "the cell is empty".

type Placed = { readonly row: number; readonly line: number };

export type StagedStyle = Placed & {
  readonly style_id: string;
  readonly title: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly department: string | null;
  readonly description: string | null;
  readonly tags: readonly string[] | null;
  readonly image: string | null;
  readonly currency: string | null;
  readonly option_names: readonly string[] | null;
  readonly is_active: boolean | null;
  /** Gives way to what a parent's row or the database says of the variant: Magento's simple products. */
  readonly is_provisional: boolean;
};

export type StagedVariant = Placed & {
  readonly style_id: string;
  readonly sku: string;
  readonly gtin14: string | null;
  readonly option_values: readonly string[];
  /** Minor units by either reading of the decimal sign, null where that reading makes no sense. */
  readonly price_dot: number | null;
  readonly price_comma: number | null;
  readonly price_text: string;
  readonly is_active: boolean | null;
  readonly is_provisional: boolean;
};

/** A parent's word on one of its variants. */
export type StagedLink = Placed & {
  readonly style_id: string;
  readonly sku: string;
  readonly option_values: readonly string[];
};

export type StagedStock = Placed & {
  readonly location: string;
  readonly sku: string;
  readonly on_hand: number;
  readonly unavailable: number | null;
  readonly safety: number | null;
  /** ISO 8601, or null for the time of the file. */
  readonly as_of: string | null;
  /** False where the location does not stock the variant: then only a figure already known becomes 0. */
  readonly is_stocked: boolean;
  readonly incoming: number | null;
  /** `YYYY-MM-DD`. */
  readonly due_on: string | null;
};

export type StagedLocation = Placed & {
  readonly location_id: string;
  readonly name: string;
  readonly kind: "store" | "warehouse" | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly time_zone: string | null;
  readonly hours: readonly ({ readonly opens: number; readonly closes: number } | null)[] | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly is_active: boolean | null;
};

export type StagedCustomer = Placed & {
  readonly external_id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly home: string;
  readonly since: number | null;
  readonly wears: readonly string[] | null;
  readonly consent_text: boolean | null;
  readonly consent_email: boolean | null;
  readonly consent_call: boolean | null;
  readonly address: StagedAddress | null;
};

export type StagedAddress = {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postal_code: string;
  readonly country: string;
};

/** Rows by the table they are staged in. */
export type Staged = {
  import_style: StagedStyle;
  import_variant: StagedVariant;
  import_link: StagedLink;
  import_stock: StagedStock;
  import_location: StagedLocation;
  import_customer: StagedCustomer;
};
