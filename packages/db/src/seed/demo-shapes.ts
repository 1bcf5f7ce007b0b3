import type { Palette } from "./demo-palette.ts";
import type { SizeRun } from "./demo-sizes.ts";

/** A line of the range plan: how many styles of one shape the chain carries for one department, and what they are like. */
export type Shape = {
  readonly shape: string;
  readonly department: string;
  readonly category: string;
  readonly kind: Kind;
  readonly styles: number;
  readonly run: SizeRun;
  readonly palette: Palette;
  /** Fewest and most colours of a style. */
  readonly colours: readonly [number, number];
  /** Dollars, before the brand's tier. */
  readonly price: readonly [number, number];
  readonly nouns: readonly string[];
  readonly fabrics: readonly string[];
};

export type Kind = "outerwear" | "knit" | "top" | "bottom" | "dress" | "tailoring" | "shoe" | "bag" | "accessory" | "swim";

// shape | department | category | kind | styles | size run | palette | colours | price | nouns | fabrics
const PLAN = `
coat|Women|Coats|outerwear|34|letters|cloth|1-2|260-620|Wrap Coat,Cocoon Coat,Overcoat,Belted Coat,Duster Coat,Trench Coat|Wool,Merino,Cashmere-Blend,Alpaca,Cotton Gabardine,Bouclé
coat|Men|Coats|outerwear|22|mensLetters|cloth|1-2|280-640|Overcoat,Topcoat,Car Coat,Duffle Coat,Peacoat,Mac|Wool,Melton,Cotton Gabardine,Camelhair,Tweed
jacket|Women|Jackets|outerwear|30|letters|cloth|1-2|140-420|Bomber Jacket,Moto Jacket,Chore Jacket,Cropped Jacket,Quilted Jacket,Field Jacket|Suede,Leather,Waxed Cotton,Corduroy,Twill,Tweed
jacket|Men|Jackets|outerwear|28|mensLetters|cloth|1-2|150-440|Bomber Jacket,Field Jacket,Overshirt,Harrington Jacket,Chore Jacket,Trucker Jacket|Waxed Cotton,Suede,Canvas,Corduroy,Flannel,Twill
blazer|Women|Blazers|tailoring|24|dress|cloth|1-2|180-420|Blazer,Double-Breasted Blazer,Longline Blazer,Cropped Blazer|Wool,Linen,Crepe,Velvet,Houndstooth,Ponte
blazer|Men|Blazers|tailoring|16|suit|cloth|1-1|220-520|Blazer,Sport Coat,Unstructured Blazer,Double-Breasted Blazer|Wool,Hopsack,Linen,Cashmere-Blend,Herringbone
puffer|Women|Puffers|outerwear|18|letters|cloth|1-2|160-420|Puffer,Puffer Vest,Long Puffer,Hooded Puffer|Down,Recycled Down,Ripstop,Quilted,Matte
puffer|Men|Puffers|outerwear|16|mensLetters|cloth|1-2|160-420|Puffer,Puffer Vest,Hooded Parka,Lightweight Puffer|Down,Recycled Down,Ripstop,Quilted,Matte
sweater|Women|Sweaters|knit|52|letters|cloth|1-2|90-320|Crew Sweater,Turtleneck,V-Neck Sweater,Cable-Knit Sweater,Mock-Neck Sweater,Polo Sweater,Fisherman Sweater|Cashmere,Merino,Alpaca,Cotton,Mohair,Lambswool,Silk-Blend
sweater|Men|Sweaters|knit|34|mensLetters|cloth|1-2|90-300|Crew Sweater,Rollneck,V-Neck Sweater,Quarter-Zip Sweater,Shawl-Collar Sweater,Fair Isle Sweater|Cashmere,Merino,Lambswool,Cotton,Shetland Wool
cardigan|Women|Cardigans|knit|28|letters|cloth|1-2|95-280|Cardigan,Cropped Cardigan,Longline Cardigan,Belted Cardigan|Cashmere,Merino,Mohair,Pointelle,Cotton
cardigan|Men|Cardigans|knit|10|mensLetters|cloth|1-2|110-280|Cardigan,Shawl Cardigan,Zip Cardigan|Merino,Lambswool,Cotton,Cashmere
shirt|Women|Shirts|top|20|letters|cloth|1-2|70-180|Shirt,Oversized Shirt,Tuxedo Shirt,Popover Shirt|Poplin,Linen,Silk,Oxford,Chambray
shirt|Men|Shirts|top|48|mensLetters|cloth|1-2|65-180|Shirt,Button-Down Shirt,Camp-Collar Shirt,Band-Collar Shirt,Dress Shirt,Utility Shirt|Oxford,Poplin,Linen,Flannel,Chambray,Twill,Corduroy
blouse|Women|Blouses|top|40|letters|cloth|1-2|75-220|Blouse,Tie-Neck Blouse,Ruffle Blouse,Peasant Blouse,Camisole,Pleated Blouse|Silk,Georgette,Cotton Voile,Satin,Crepe,Lace
tee|Women|Tops|top|36|letters|cloth|1-2|32-95|Tee,Boxy Tee,Ribbed Tank,Long-Sleeve Tee,Bodysuit,Breton Tee|Cotton,Supima,Linen,Modal,Organic Cotton
tee|Men|Tops|top|36|mensLetters|cloth|1-2|32-95|Tee,Pocket Tee,Henley,Polo Shirt,Long-Sleeve Tee,Sweatshirt|Cotton,Supima,Slub,Piqué,Organic Cotton,Loopback
dress|Women|Dresses|dress|64|dress|cloth|1-2|110-420|Midi Dress,Wrap Dress,Slip Dress,Shirt Dress,Maxi Dress,Sheath Dress,Sweater Dress,Tiered Dress,Tea Dress|Silk,Linen,Crepe,Cotton Poplin,Satin,Jersey,Velvet,Floral
skirt|Women|Skirts|bottom|36|dress|cloth|1-1|80-240|Midi Skirt,Pleated Skirt,Pencil Skirt,Slip Skirt,Mini Skirt,A-Line Skirt|Wool,Satin,Leather,Denim,Tweed,Linen
trousers|Women|Trousers|bottom|32|dress|cloth|1-2|95-260|Wide-Leg Trousers,Cigarette Trousers,Pleated Trousers,Straight Trousers,Culottes,Joggers|Wool,Linen,Crepe,Flannel,Ponte,Corduroy
trousers|Men|Trousers|bottom|26|waistLength|cloth|1-1|90-240|Chinos,Pleated Trousers,Tailored Trousers,Drawstring Trousers,Cargo Trousers|Cotton Twill,Wool,Flannel,Linen,Corduroy
jeans|Women|Jeans|bottom|26|waist|denim|1-1|98-198|Straight Jeans,Wide-Leg Jeans,Skinny Jeans,Barrel Jeans,Bootcut Jeans,Boyfriend Jeans|High-Rise,Mid-Rise,Cropped,Selvedge,Stretch
jeans|Men|Jeans|bottom|22|waistLength|denim|1-1|98-228|Slim Jeans,Straight Jeans,Relaxed Jeans,Tapered Jeans|Selvedge,Stretch,Raw Denim,Washed,Organic Denim
shorts|Women|Shorts|bottom|14|letters|cloth|1-2|58-120|Shorts,Pleated Shorts,Bermuda Shorts|Linen,Cotton,Silk,Denim
shorts|Men|Shorts|bottom|18|mensLetters|cloth|1-3|58-110|Chino Shorts,Drawstring Shorts,Tailored Shorts|Linen,Cotton Twill,Seersucker,Jersey
suit|Men|Suits|tailoring|14|suit|cloth|1-1|480-980|Two-Button Suit,Double-Breasted Suit,Three-Piece Suit,Tuxedo|Wool,Linen,Flannel,Mohair-Blend,Birdseye
suit|Women|Suits|tailoring|8|dress|cloth|1-1|420-780|Trouser Suit,Skirt Suit,Tuxedo Suit|Wool,Crepe,Linen
boot|Shoes|Women's Boots|shoe|26|shoes|leather|1-1|160-420|Chelsea Boot,Ankle Boot,Knee Boot,Lace-Up Boot,Western Boot,Sock Boot|Leather,Suede,Patent,Nappa
boot|Shoes|Men's Boots|shoe|14|mensShoes|leather|1-1|180-440|Chelsea Boot,Chukka Boot,Lace-Up Boot,Work Boot,Hiking Boot|Leather,Suede,Waxed,Grained
loafer|Shoes|Women's Loafers|shoe|14|shoes|leather|1-1|140-320|Penny Loafer,Bit Loafer,Platform Loafer,Slipper|Leather,Suede,Patent,Velvet
loafer|Shoes|Men's Loafers|shoe|14|mensShoes|leather|1-1|150-360|Penny Loafer,Tassel Loafer,Derby,Oxford,Driving Shoe|Leather,Suede,Cordovan,Woven
sneaker|Shoes|Women's Sneakers|shoe|18|shoes|leather|1-1|90-220|Low Sneaker,High-Top Sneaker,Slip-On Sneaker,Runner,Platform Sneaker|Leather,Canvas,Suede,Knit
sneaker|Shoes|Men's Sneakers|shoe|18|mensShoes|leather|1-1|90-220|Low Sneaker,High-Top Sneaker,Court Sneaker,Runner,Slip-On Sneaker|Leather,Canvas,Suede,Knit
heel|Shoes|Women's Heels|shoe|20|shoes|leather|1-1|130-380|Slingback,Pump,Block Heel,Mary Jane,Kitten Heel,Mule|Leather,Suede,Satin,Patent
sandal|Shoes|Women's Sandals|shoe|12|shoes|leather|1-1|90-260|Slide,Strappy Sandal,Espadrille,Platform Sandal,Fisherman Sandal|Leather,Suede,Raffia,Cork
sandal|Shoes|Men's Sandals|shoe|8|mensShoes|leather|1-1|80-180|Slide,Fisherman Sandal,Espadrille|Leather,Suede,Canvas
bag|Bags|Handbags|bag|46|one|leather|2-5|140-620|Crossbody Bag,Shoulder Bag,Bucket Bag,Clutch,Saddle Bag,Hobo Bag,Backpack,Belt Bag|Leather,Suede,Woven,Grained,Quilted,Nylon
tote|Bags|Totes|bag|26|one|leather|2-4|90-480|Tote,Market Tote,Work Tote,Weekender,Mini Tote|Leather,Canvas,Suede,Raffia,Nylon
scarf|Accessories|Scarves|accessory|36|one|cloth|2-6|60-220|Scarf,Square Scarf,Blanket Scarf,Wrap,Bandana,Snood|Silk,Cashmere,Merino,Mohair,Linen,Lambswool
hat|Accessories|Hats|accessory|28|one|cloth|2-4|38-140|Beanie,Fedora,Bucket Hat,Baseball Cap,Beret,Sun Hat|Cashmere,Wool,Cotton,Straw,Merino,Corduroy
belt|Accessories|Belts|accessory|26|belt|leather|1-3|60-180|Belt,Braided Belt,Reversible Belt,Wide Belt,Dress Belt|Leather,Suede,Woven,Grained
watch|Accessories|Watches|accessory|18|one|metal|1-3|180-680|Watch,Chronograph,Dress Watch,Field Watch|Steel,Mesh-Strap,Leather-Strap,Automatic
sunglasses|Accessories|Sunglasses|accessory|30|one|frame|2-4|110-320|Round Sunglasses,Aviator Sunglasses,Cat-Eye Sunglasses,Square Sunglasses,Oversized Sunglasses|Acetate,Titanium,Polarised,Gradient
gloves|Accessories|Gloves|accessory|18|gloves|leather|1-3|48-160|Gloves,Driving Gloves,Touchscreen Gloves,Mittens|Leather,Cashmere-Lined,Suede,Merino,Shearling
jewellery|Accessories|Jewellery|accessory|42|one|metal|1-4|48-380|Hoop Earrings,Pendant Necklace,Signet Ring,Cuff,Chain Bracelet,Stud Earrings,Stacking Rings|Pearl,Onyx,Hammered,Twisted,Moonstone,Pavé,Enamel
swim|Women|Swim|swim|24|letters|cloth|1-2|68-180|One-Piece Swimsuit,Bikini Top,Bikini Bottom,Rash Guard,Cover-Up|Ribbed,Recycled,Crinkle,Textured
swim|Men|Swim|swim|10|mensLetters|cloth|1-2|68-140|Swim Shorts,Board Shorts,Rash Guard|Recycled,Quick-Dry,Printed
`;

export const SHAPES: readonly Shape[] = PLAN.trim()
  .split("\n")
  .map((row) => {
    const [shape = "", department = "", category = "", kind = "", styles = "", run = "", palette = "", ...rest] = row.split("|");
    const [colours = "", price = "", nouns = "", fabrics = ""] = rest;
    return {
      shape,
      department,
      category,
      // The plan above is the only writer of these three columns, and demo-items.test.ts reads every line of it.
      kind: kind as Kind,
      run: run as SizeRun,
      palette: palette as Palette,
      styles: Number(styles),
      colours: range(colours),
      price: range(price),
      nouns: nouns.split(","),
      fabrics: fabrics.split(","),
    };
  });

function range(text: string): [number, number] {
  const [low = "", high = ""] = text.split("-");
  return [Number(low), Number(high)];
}
