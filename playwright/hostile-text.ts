// Text that becomes script where a page makes one mistake, and what would show that it did.
import type { BrowserContext, Page } from "@playwright/test";
import type { HeadOffice } from "./fixtures.ts";

/** Shapes by what they get through: markup, attributes, addresses, templates, encodings, parsers, spreadsheets. Each says `alert`. */
export const HOSTILE_TEXTS: readonly string[] = [
  "<script>alert(1)</script>",
  "<ScRiPt>alert(1)</sCrIpT>",
  "<script src=data:text/javascript,alert(1)></script>",
  "<script src=//evil.example/alert.js></script>",
  "<script type=module>import('data:text/javascript,alert(1)')</script>",
  "</script><script>alert(1)</script>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<script\u0020\n>alert(1)</script\n>",
  "<script>alert`1`</script>",
  "<img src=x onerror=alert(1)>",
  "<img src=x onerror='alert(1)'//",
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror=alert(1)>",
  "<img/src/onerror=alert(1)>",
  "<img src=`x`onerror=alert(1)>",
  "<IMG SRC=JaVaScRiPt:alert(1)>",
  "<image href=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<svg/onload=alert(1)//",
  "<svg><script>alert(1)</script></svg>",
  "<svg><script href=data:text/javascript,alert(1) />",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<svg><a href=javascript:alert(1)><text x=9 y=9>a</text></a></svg>",
  "<svg><use href=data:image/svg+xml,<svg/onload=alert(1)>></svg>",
  "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
  "<math><mi//xlink:href=javascript:alert(1)>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<body onload=alert(1)>",
  "<body onpageshow=alert(1)>",
  "<details open ontoggle=alert(1)>",
  "<input autofocus onfocus=alert(1)>",
  "<select autofocus onfocus=alert(1)>",
  "<video><source onerror=alert(1)></video>",
  "<audio src=x onerror=alert(1)>",
  "<marquee onstart=alert(1)>",
  "<iframe src=javascript:alert(1)></iframe>",
  "<iframe srcdoc=<script>alert(1)</script>></iframe>",
  "<object data=javascript:alert(1)></object>",
  "<embed src=javascript:alert(1)>",
  "<form action=javascript:alert(1)><button>x</button></form>",
  "<button formaction=javascript:alert(1) form=x>x</button>",
  "<base href=//evil.example/><script src=alert.js></script>",
  "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "<link rel=stylesheet href=//evil.example/alert.css>",
  "<style>@import '//evil.example/alert.css';</style>",
  "<style>*{background:url(javascript:alert(1))}</style>",
  "<div style=behavior:url(//evil.example/alert.htc)>",
  "<template><script>alert(1)</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
  "<!--<img src='--><img src=x onerror=alert(1)//'>",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?xml-stylesheet href=javascript:alert(1)?>",
  "javascript:alert(1)",
  " \u0001javascript:alert(1)",
  "java\tscript:alert(1)",
  "javascript://%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "vbscript:alert(1)",
  "$\u007balert(1)}",
  "#{alert(1)}",
  "{{constructor.constructor('alert(1)')()}}",
  "<%= alert(1) %>",
  "`;alert(1);//",
  "';alert(1);//",
  '";alert(1);//',
  "\\';alert(1);//",
  "\u2028alert(1)\u2029",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;alert(1)&#60;/script&#62;",
  "%3Cscript%3Ealert(1)%3C/script%3E",
  "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
  "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
  "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
  '{"__proto__":{"alert":1},"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=alert(1)>"}}',
  "__proto__[innerHTML]=<img/src/onerror=alert(1)>",
  "=cmd|' /C alert'!A0",
  '=HYPERLINK("javascript:alert(1)")',
  "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert(1) )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert(1)//>\\x3e",
];

/** Columns a person or a file may fill, each with every text in turn: by SQL, because no way in may be what protects the screen. */
const PLANTED: readonly string[] = [
  "update customer set name = left(hostile(customer_id::text), 200)",
  "update customer set phone = left(hostile(customer_id::text || 'p'), 40), email = left(hostile(customer_id::text || 'e'), 254)",
  `update customer_address set line1 = hostile(customer_id::text || '1'), line2 = hostile(customer_id::text || '2'),
     city = hostile(customer_id::text || 'c'), region = hostile(customer_id::text || 'r'), postal_code = hostile(customer_id::text || 'z')`,
  "update customer set wears = jsonb_build_array(hostile(customer_id::text || 'w'))",
  "update customer_note set text = hostile(note_id::text)",
  `update style set title = hostile(style_id), brand = hostile(style_id || 'b'), category = hostile(style_id || 'c'),
     department = hostile(style_id || 'd'), description = hostile(style_id || 'e'), tags = jsonb_build_array(hostile(style_id || 't'))`,
  "update style set image = hostile(style_id || 'i') where ordinal % 2 = 0",
  "update variant set option_values = (select jsonb_agg(hostile(sku || v)) from jsonb_array_elements_text(option_values) v) where jsonb_array_length(option_values) > 0 and variant % 3 = 0",
  "update location set name = hostile(location_id), address = hostile(location_id || 'a'), phone = left(hostile(location_id || 'p'), 40) where location_id <> 'union-square'",
  "update associate set name = name || ' ' || hostile(associate_id::text)",
  "update customer_order set ship_to = ship_to || jsonb_build_object('line1', hostile(order_id::text), 'city', hostile(order_id::text || 'c')) where ship_to is not null",
];

/** Fills every text a phone may ever show with hostile ones. Before any phone has read anything. Answers in how many rows. */
export async function plantHostileTexts({ database }: Pick<HeadOffice, "database">): Promise<number> {
  const quoted = HOSTILE_TEXTS.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ");
  await database.execute(`create function hostile(key text) returns text language sql immutable as
    $hostile$ select (array[${quoted}])[1 + abs(hashtext(key)::bigint) % ${HOSTILE_TEXTS.length}] $hostile$`);
  let rows = 0;
  for (const statement of PLANTED) {
    const [counted] = await database.query<{ rows: string }>(
      `with changed as (${statement} returning 1) select count(*) as rows from changed`,
    );
    rows += Number(counted?.rows);
  }
  return rows;
}

/** What must never be seen on any page. */
export type Harm = {
  /** Texts that ran. */
  readonly executions: readonly string[];
  /** What the page's policy turned away. */
  readonly reports: readonly string[];
  /** Elements and attributes that only markup in a text could have made. */
  readonly foreign: readonly string[];
};

/** Watches every page of a phone from its next load on. */
export async function watchForHarm(
  context: BrowserContext,
): Promise<{ readonly harm: Harm; readonly look: (page: Page) => Promise<void> }> {
  const harm = { executions: [] as string[], reports: [] as string[], foreign: [] as string[] };
  await context.exposeBinding("aisleExecuted", ({ page }, how: string) => void harm.executions.push(`${how} on ${page.url()}`));
  await context.exposeBinding("aisleReported", (_, what: string) => void harm.reports.push(what));
  await context.addInitScript(() => {
    const tell = (name: "aisleExecuted" | "aisleReported", what: string) => Reflect.get(window, name)?.(what);
    for (const name of ["alert", "confirm", "prompt", "print"]) Reflect.set(window, name, () => tell("aisleExecuted", name));
    document.addEventListener("securitypolicyviolation", (event) => {
      tell(
        "aisleReported",
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  context.on("page", (page) => page.on("dialog", (dialog) => harm.executions.push(dialog.message())));
  return {
    harm,
    look: async (page) => {
      const found = await page.evaluate(() => {
        const wrong = [
          ...document.querySelectorAll(
            "iframe, object, embed, base, form[action]:not([action^='/']), meta[http-equiv], marquee, math, svg script, style",
          ),
        ];
        const handlers = [...document.querySelectorAll("*")].filter((each) =>
          each.getAttributeNames().some((name) => /^on/i.test(name)),
        );
        const links = [...document.querySelectorAll("a[href], img[src], use[href]")].filter((each) => {
          const to = each.getAttribute("href") ?? each.getAttribute("src") ?? "";
          return /^[\s\p{Cc}]*(j\s*a\s*v\s*a|vb)\s*script:|^\s*data:text/iu.test(to);
        });
        return [...wrong, ...handlers, ...links].map((each) => each.outerHTML.slice(0, 120));
      });
      harm.foreign.push(...found.map((html) => `${page.url()}: ${html}`));
    },
  };
}
