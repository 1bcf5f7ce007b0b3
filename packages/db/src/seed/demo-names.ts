import type { Seeded } from "./seeded.ts";

// Given and family names by the languages a big city speaks. `Latin=script` gives a name its own spelling as well;
// some people write theirs that way. Pairs are drawn at random: any likeness to a real person is chance.
type People = {
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly familyFirst: "" | "joined" | "spaced";
};

const people = (given: string, family: string, familyFirst: People["familyFirst"] = ""): People => ({
  given: given.split(","),
  family: family.split(","),
  familyFirst,
});

const PEOPLES: readonly People[] = [
  people(
    "Emma,Olivia,Grace,Hannah,Lucy,Claire,Jack,Henry,Owen,Ethan,Noah,Walter,Ruth,June",
    "Carter,Whitfield,Brooks,Hayes,Langley,Marsh,Porter,Sutton,Vance,Holloway,Keller,Reed",
  ),
  people(
    "Siobhán,Aoife,Niamh,Ciarán,Seán,Róisín,Declan,Bridget",
    "O'Brien,O'Connor,Ní Dhomhnaill,Mac Giolla,Kearney,O'Sullivan,Byrne,Doyle",
  ),
  people(
    "Ana,Lucía,Sofía,Mateo,Diego,Ximena,José María,Inés,Andrés,Rocío",
    "de la Cruz,Ruiz,Núñez,García Márquez,Ibáñez,Peña,Castañeda,Quiñones,Muñoz,del Río",
  ),
  people("João,Mariana,Thiago,Inês,Caetano,Luísa", "da Conceição,Gonçalves,Araújo,dos Santos,Magalhães,Simões"),
  people("Amélie,Zoë,François,Léa,Anaïs,Jérôme,Maëlle", "Lefèvre,d'Aubigné,Garçon,Béranger,de Saint-Rémy,Lacroix,Noël"),
  people("Jürgen,Anneliese,Björn,Käthe,Lukas,Grete", "Müller-Weiß,Groß,von Hohenfels,Schäfer,Köhler,Bäumer"),
  people("Astrid,Søren,Åsa,Jens,Linnéa,Øyvind,Saga", "Sjöberg,Ødegård,Lindström,Kjær,Håkansson,Bjørnstad,Þórsdóttir"),
  people("Agnieszka,Łukasz,Zofia,Wojciech,Małgorzata", "Wójcik,Dąbrowska,Szczęsny,Żukowski,Kołodziej"),
  people("Zdeněk,Eliška,Jiří,Kateřina,Ondřej", "Dvořáček,Černá,Novotný,Růžička,Hřebíček"),
  people("Ayşe,Emre,Gülşen,İpek,Kerem", "Yılmaz,Çelik,Öztürk,Şahin,Doğan"),
  people("Nguyệt,Minh,Thảo,Đức,Hương,Tuấn", "Nguyễn,Trần,Phạm,Đặng,Võ,Lê", "spaced"),
  people(
    "Meiling=美玲,Jianguo=建国,Xiaoyan=晓燕,Wei=伟,Yuhan=雨涵,Zihao=子豪",
    "Wang=王,Chen=陈,Ouyang=欧阳,Liu=刘,Zhao=赵,Lin=林",
    "joined",
  ),
  people(
    "Haruka=春香,Kenji=健二,Yui=結衣,Takumi=匠,Sakura=さくら",
    "Nakamori=中森,Tachibana=橘,Okuda=奥田,Shirakawa=白川,Morita=森田",
    "spaced",
  ),
  people(
    "Ji-woo=지우,Min-jun=민준,Seo-yeon=서연,Ha-eun=하은,Do-yun=도윤",
    "Kim=김,Park=박,Choi=최,Namgung=남궁,Yoon=윤",
    "joined",
  ),
  people(
    "Priya=प्रिया,Arjun=अर्जुन,Ananya=अनन्या,Rohan=रोहन,Kavya=काव्या,Vikram=विक्रम",
    "Shah=शाह,Iyer=अय्यर,Deshpande=देशपांडे,Banerjee=बनर्जी,Reddy=रेड्डी,Patil=पाटिल",
  ),
  people(
    "Layla=ليلى,Omar=عمر,Yasmin=ياسمين,Khalid=خالد,Noor=نور",
    "al-Hashimi=الهاشمي,Haddad=حداد,Mansour=منصور,Ben Youssef=بن يوسف,Nasser=ناصر",
  ),
  people("Noa=נועה,Eitan=איתן,Tamar=תמר,Avi=אבי", "Levi=לוי,Ben-David=בן־דוד,Mizrahi=מזרחי,Shapira=שפירא"),
  people(
    "Anastasia=Анастасия,Dmitri=Дмитрий,Oksana=Оксана,Bohdan=Богдан",
    "Ivanova=Иванова,Kovalenko=Коваленко,Shevchenko=Шевченко,Petrov=Петров",
  ),
  people("Eleni=Ελένη,Nikos=Νίκος,Sofia=Σοφία,Yannis=Γιάννης", "Papadaki=Παπαδάκη,Georgiou=Γεωργίου,Vlachos=Βλάχος"),
  people("Amara,Chidi,Ngozi,Folasade,Olúwaṣeun,Adébáyọ̀", "Okafor,Adébísí,Nwosu,Okonjo,Ẹ̀gbẹ́dá,Eze"),
  people("Kwame,Abena,Kofi,Akosua,Wanjirũ,Makena", "Mensah,Boateng,Asante,Kamau,Mwangi,Owusu"),
  people("Keanu,Leilani,Kaʻiulani,Makoa", "Kealoha,Kahananui,Nāone,Kekoa"),
  people("Nizhoni,Dakota,Aiyana,Tallulah", "Begay,Yazzie,Tsosie,Whitehorse"),
  people("Somchai=สมชาย,Malee=มาลี,Niran=นิรันดร์", "Srisai=ศรีใส,Wongsa=วงษา,Chaiyo=ไชโย"),
];

export type InventedName = {
  readonly name: string;
  /** Letters of the Latin spelling without accents, for an e-mail address. */
  readonly ascii: string;
};

/** A name as its bearer writes it: in Latin letters, or one time in six in its own script where it has one. */
export function inventName(random: Seeded, ownScript = 0.16): InventedName {
  const given = random.pick(PEOPLES);
  // Families mix: one in eight carries a family name from elsewhere.
  const family = random.chance(0.125) ? random.pick(PEOPLES) : given;
  const [givenLatin = "", givenScript] = random.pick(given.given).split("=");
  const [familyLatin = "", familyScript] = random.pick(family.family).split("=");
  const ascii = `${givenLatin}.${familyLatin}`
    .replace(/[łŁ]/g, "l")
    .replace(/[øØ]/g, "o")
    .replace(/[đĐ]/g, "d")
    .replaceAll("ı", "i")
    .replaceAll("ß", "ss")
    .replace(/[þÞ]/g, "th")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/[^A-Za-z.]/g, "")
    .toLowerCase();
  if (givenScript !== undefined && familyScript !== undefined && family === given && random.chance(ownScript)) {
    const gap = given.familyFirst === "joined" ? "" : " ";
    return { ascii, name: given.familyFirst ? `${familyScript}${gap}${givenScript}` : `${givenScript} ${familyScript}` };
  }
  return { ascii, name: `${givenLatin} ${familyLatin}` };
}
