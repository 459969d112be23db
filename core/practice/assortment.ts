import { checkDigit, products, type Product } from './catalogue.ts';
import { createRandom } from './random.ts';

/** What the practice company sells beside the products of its orders: nobody has ordered it yet, so nobody mapped it. */

const things = [
  'Desk lamp',
  'Floor lamp',
  'Mug',
  'Teapot',
  'Area rug',
  'Throw pillow',
  'Picture frame',
  'Candle',
  'Storage basket',
  'Wall clock',
  'Serving bowl',
  'Dish towel',
  'Curtain panel',
  'Table runner',
  'Cutting board',
  'Glass jar',
  'Door mat',
  'Bath mat',
  'Water bottle',
  'Camp lantern',
  'Cooler bag',
  'Folding stool',
  'Planter',
  'Vase',
  'Coat hook',
  'Shower curtain',
  'Salad plate',
  'Mixing bowl',
  'Garden hose',
  'Picnic blanket',
  'Rain gauge',
  'Bird feeder',
  'Utensil crock',
  'Spice rack',
  'Napkin ring',
  'Ice bucket',
];
const looks = [
  'matte black',
  'white',
  'grey',
  'navy',
  'oak',
  'cedar',
  'walnut',
  'brass',
  'blue',
  'sand',
  'linen',
  'bamboo',
  'coir',
  'steel',
  'copper',
  'olive',
  'terracotta',
  'ivory',
  'striped',
  'herringbone',
];
const sizes = ['', 'small', 'large', '8 in', '12 in', '5x7', '8x10', '1 qt', '12 oz', 'set of 4', 'set of 6', 'pack of 2', 'LED'];
const packs = [4, 6, 8, 10, 12, 16, 18, 20, 24, 36, 48];

/** `count` products after those of the catalogue; the same for the same seed. */
export function assortment(count: number, seed: number): readonly Product[] {
  const random = createRandom(seed * 31 + 7);
  return Array.from({ length: Math.max(0, count - products.length) }, (_, index) => {
    const number = index + 1;
    const serial = String(number).padStart(6, '0');
    const body = `81${String(number).padStart(9, '0')}`;
    const caseBody = `10${body}`;
    const size = random.pick(sizes);
    return {
      item: `E${serial}`,
      description: `${random.pick(things)}${size === '' ? '' : ` ${size}`}, ${random.pick(looks)}`,
      upc: body + checkDigit(body),
      caseGtin: caseBody + checkDigit(caseBody),
      vendorPart: `CTS-E${serial}`,
      pack: random.pick(packs),
      price: (random.between(195, 4_995) / 100).toFixed(2),
    };
  });
}
