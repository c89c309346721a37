/** What the pretend shop sells, how it ships, where it sells and where its buyers live. */

export interface Ware {
  name: string;
  sku: string | null;
  price: number;
  /** Kilograms */
  weight: number;
  colors: readonly string[];
  sizes: readonly string[];
}

const shades = ['Hitam', 'Putih', 'Navy', 'Maroon', 'Sage', 'Mocca'];
const clothing = ['S', 'M', 'L', 'XL'];
const shoes = ['37', '38', '39', '40', '41'];

export const wares: readonly Ware[] = [
  {
    name: 'Gamis Katun Rayon',
    sku: 'GMS-RYN',
    price: 165000,
    weight: 0.5,
    colors: shades,
    sizes: clothing,
  },
  {
    name: 'Kerudung Segi Empat Voal',
    sku: 'KRD-VOAL',
    price: 45000,
    weight: 0.1,
    colors: shades,
    sizes: [],
  },
  {
    name: 'Mukena Travel Parasut',
    sku: 'MKN-TRV',
    price: 139000,
    weight: 0.6,
    colors: shades,
    sizes: [],
  },
  {
    name: 'Kemeja Batik Parang',
    sku: 'BTK-PRG',
    price: 189000,
    weight: 0.4,
    colors: [],
    sizes: clothing,
  },
  {
    name: 'Kaos Polos Cotton Combed 30s',
    sku: 'KAO-30S',
    price: 55000,
    weight: 0.2,
    colors: shades,
    sizes: clothing,
  },
  {
    name: 'Sarung Tenun Goyor',
    sku: 'SRG-GYR',
    price: 245000,
    weight: 0.7,
    colors: ['Hijau', 'Biru'],
    sizes: [],
  },
  { name: 'Daster Bali Kencana', sku: null, price: 49000, weight: 0.3, colors: [], sizes: [] },
  {
    name: 'Sandal Kulit Magetan',
    sku: 'SDL-MGT',
    price: 125000,
    weight: 0.8,
    colors: ['Cokelat'],
    sizes: shoes,
  },
  { name: 'Tas Anyaman Rotan', sku: 'TAS-RTN', price: 210000, weight: 0.9, colors: [], sizes: [] },
  { name: 'Dompet Tenun Ikat', sku: null, price: 68000, weight: 0.2, colors: [], sizes: [] },
  {
    name: 'Kopi Gayo Arabika 250 g',
    sku: 'KOP-GYO-250',
    price: 78000,
    weight: 0.3,
    colors: [],
    sizes: [],
  },
  {
    name: 'Sambal Roa Botol 150 g',
    sku: 'SBL-ROA',
    price: 38000,
    weight: 0.35,
    colors: [],
    sizes: [],
  },
  { name: 'Keripik Tempe Sagu', sku: 'KRP-TMP', price: 18000, weight: 0.2, colors: [], sizes: [] },
  {
    name: 'Madu Hutan Sumbawa 500 ml',
    sku: 'MDU-SBW',
    price: 155000,
    weight: 0.75,
    colors: [],
    sizes: [],
  },
  { name: 'Sabun Sereh Handmade', sku: null, price: 22500, weight: 0.12, colors: [], sizes: [] },
  {
    name: 'Gelas Keramik Plered',
    sku: 'GLS-PLR',
    price: 32000,
    weight: 0.4,
    colors: ['Biru', 'Terakota'],
    sizes: [],
  },
  {
    name: 'Taplak Meja Bordir',
    sku: 'TPL-BDR',
    price: 95000,
    weight: 0.5,
    colors: ['Krem'],
    sizes: ['120x120', '150x200'],
  },
  {
    name: 'Rok Plisket Premium',
    sku: 'ROK-PLS',
    price: 85000,
    weight: 0.3,
    colors: shades,
    sizes: ['All Size'],
  },
];

export interface Courier {
  id: number;
  name: string;
  rates: readonly string[];
  awb: string;
}

/** `awb` is the prefix of its tracking numbers. */
export const couriers: readonly Courier[] = [
  { id: 1, name: 'JNE', rates: ['REG', 'YES', 'OKE'], awb: '0110' },
  { id: 7, name: 'J&T', rates: ['EZ', 'ECO'], awb: 'JP' },
  { id: 12, name: 'SiCepat', rates: ['REG', 'BEST', 'HALU'], awb: '0025' },
  { id: 21, name: 'AnterAja', rates: ['Reguler', 'Next Day'], awb: '1000' },
  { id: 33, name: 'Ninja', rates: ['Standard'], awb: 'NVID' },
];

/** Picked up by the buyer, as in the reference's sample: no rate, no cost, no AWB. */
export const pickUp: Courier = { id: 98, name: 'Ambil di Toko', rates: [''], awb: '' };

export const marketplaces = ['Shopee', 'Tokopedia', 'TikTok Shop', 'Lazada', 'WhatsApp'] as const;

export const banks = ['BCA', 'BRI', 'Mandiri', 'BNI', 'BSI'] as const;

/** District, city or regency, postcode, province: the order of addresses in the reference's sample. */
export const districts: readonly string[] = [
  'Kec. Srono, Kabupaten Banyuwangi, 68471, Jawa Timur',
  'Kec. Coblong, Kota Bandung, 40132, Jawa Barat',
  'Kec. Depok, Kabupaten Sleman, 55281, DI Yogyakarta',
  'Kec. Tebet, Kota Jakarta Selatan, 12810, DKI Jakarta',
  'Kec. Banyumanik, Kota Semarang, 50263, Jawa Tengah',
  'Kec. Rungkut, Kota Surabaya, 60293, Jawa Timur',
  'Kec. Medan Baru, Kota Medan, 20153, Sumatera Utara',
  'Kec. Panakkukang, Kota Makassar, 90231, Sulawesi Selatan',
  'Kec. Denpasar Barat, Kota Denpasar, 80117, Bali',
  'Kec. Ilir Barat I, Kota Palembang, 30137, Sumatera Selatan',
  'Kec. Banjarmasin Tengah, Kota Banjarmasin, 70114, Kalimantan Selatan',
  'Kec. Laweyan, Kota Surakarta, 57148, Jawa Tengah',
  'Kec. Cileungsi, Kabupaten Bogor, 16820, Jawa Barat',
  'Kec. Abepura, Kota Jayapura, 99351, Papua',
];

export const notes = [
  'Tolong dibungkus rapi, untuk kado',
  'Kirim sebelum Jumat ya kak',
  'Warna boleh diganti kalau kosong',
  'Titip di pos satpam',
  'Jangan lupa bonus stikernya 🙏',
  'Ukuran tolong dicek lagi, kemarin kekecilan',
] as const;

/** Staff who enter orders. */
export const staff = ['tusfendi', 'rani', 'bagus'] as const;
