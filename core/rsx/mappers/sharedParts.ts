import type {
  Carrier,
  DetailedAllowance,
  DocumentPrice,
  DocumentTax,
  FobTerms,
  LadingTotal,
  PhysicalDetail,
  ProductDescription,
  QuantityTotal,
  ScheduledQuantity,
} from '#core/domain/documentParts.ts';
import { put } from './draft.ts';
import { valueOf } from './cursor.ts';
import { date, decimal, list, located, text, type Part } from './shape.ts';

/** A repeatable group with one value that matters. */
const values = (group: string, name: string): Part<readonly string[]> =>
  list(group, { read: (from) => valueOf(from, name), write: (value, to) => put(to, name, value) }, (value) => value !== '');

export const fob: Part<readonly FobTerms[]> = list(
  'FOBRelatedInstruction',
  located<FobTerms>({
    payCode: text('FOBPayCode'),
    locationQualifier: text('FOBLocationQualifier'),
    locationDescription: text('FOBLocationDescription'),
    titlePassageCode: text('FOBTitlePassageCode'),
    titlePassageLocation: text('FOBTitlePassageLocation'),
    description: text('Description'),
  }),
);

export const carriers: Part<readonly Carrier[]> = list(
  'CarrierInformation',
  located<Carrier>({
    statusCode: text('StatusCode'),
    method: text('CarrierTransMethodCode'),
    code: text('CarrierAlphaCode'),
    routing: text('CarrierRouting'),
    equipmentCode: text('EquipmentDescriptionCode'),
    equipmentInitial: text('CarrierEquipmentInitial'),
    equipmentNumber: text('CarrierEquipmentNumber'),
    serviceLevels: values('ServiceLevelCodes', 'ServiceLevelCode'),
    seals: values('SealNumbers', 'SealNumber'),
  }),
);

export const quantityTotals: Part<readonly QuantityTotal[]> = list(
  'QuantityTotals',
  located<QuantityTotal>({
    qualifier: text('QuantityTotalsQualifier'),
    quantity: decimal('Quantity'),
    unit: text('QuantityUOM'),
    weightQualifier: text('WeightQualifier'),
    weight: decimal('Weight'),
    weightUnit: text('WeightUOM'),
    volume: decimal('Volume'),
    volumeUnit: text('VolumeUOM'),
    description: text('Description'),
  }),
);

export const lading: Part<readonly LadingTotal[]> = list(
  'QuantityAndWeight',
  located<LadingTotal>({
    packingMedium: text('PackingMedium'),
    packingMaterial: text('PackingMaterial'),
    quantity: decimal('LadingQuantity'),
    description: text('LadingDescription'),
    weightQualifier: text('WeightQualifier'),
    weight: decimal('Weight'),
    weightUnit: text('WeightUOM'),
    volume: decimal('Volume'),
    volumeUnit: text('VolumeUOM'),
  }),
);

export const taxes: Part<readonly DocumentTax[]> = list(
  'Taxes',
  located<DocumentTax>({
    type: text('TaxTypeCode'),
    amount: decimal('TaxAmount'),
    percentQualifier: text('TaxPercentQual'),
    percent: decimal('TaxPercent'),
    jurisdictionQualifier: text('JurisdictionQual'),
    jurisdiction: text('JurisdictionCode'),
    exempt: text('TaxExemptCode'),
    taxId: text('TaxID'),
    description: text('Description'),
  }),
);

export const detailedAllowances: Part<readonly DetailedAllowance[]> = list(
  'ChargesAllowances',
  located<DetailedAllowance>({
    indicator: text('AllowChrgIndicator'),
    code: text('AllowChrgCode'),
    agency: text('AllowChrgAgencyCode'),
    amount: decimal('AllowChrgAmt'),
    percentQualifier: text('AllowChrgPercentQual'),
    percent: decimal('AllowChrgPercent'),
    basis: decimal('PercentDollarBasis'),
    rate: decimal('AllowChrgRate'),
    quantity: decimal('AllowChrgQty'),
    unit: text('AllowChrgQtyUOM'),
    handling: text('AllowChrgHandlingCode'),
    reference: text('ReferenceIdentification'),
    description: text('AllowChrgHandlingDescription'),
    taxes,
  }),
);

export const prices: Part<readonly DocumentPrice[]> = list(
  'PriceInformation',
  located<DocumentPrice>({
    type: text('PriceTypeIDCode'),
    price: decimal('UnitPrice'),
    basis: text('UnitPriceBasis'),
    effective: date('EffectiveDate'),
    description: text('Description'),
  }),
);

export const descriptions: Part<readonly ProductDescription[]> = list(
  'ProductOrItemDescription',
  located<ProductDescription>({
    characteristic: text('ProductCharacteristicCode'),
    code: text('ProductDescriptionCode'),
    text: text('ProductDescription'),
  }),
);

export const physicalDetails: Part<readonly PhysicalDetail[]> = list(
  'PhysicalDetails',
  located<PhysicalDetail>({
    qualifier: text('PackQualifier'),
    packs: decimal('PackValue'),
    size: decimal('PackSize'),
    unit: text('PackUOM'),
    packingMedium: text('PackingMedium'),
    packingMaterial: text('PackingMaterial'),
    weightQualifier: text('WeightQualifier'),
    weight: decimal('PackWeight'),
    weightUnit: text('PackWeightUOM'),
    volume: decimal('PackVolume'),
    volumeUnit: text('PackVolumeUOM'),
    length: decimal('PackLength'),
    width: decimal('PackWidth'),
    height: decimal('PackHeight'),
    dimensionUnit: text('DimensionUOM'),
    description: text('Description'),
  }),
);

export const scheduledQuantities: Part<readonly ScheduledQuantity[]> = list(
  'QuantitiesSchedulesLocations',
  located<ScheduledQuantity>({
    qualifier: text('QuantityQualifier'),
    total: decimal('TotalQty'),
    unit: text('TotalQtyUOM'),
    description: text('QuantityDescription'),
    locationQualifier: text('LocationCodeQualifier'),
    locations: list(
      'LocationQuantity',
      located<ScheduledQuantity['locations'][number]>({ location: text('Location'), quantity: decimal('Qty') }),
    ),
  }),
);
