import { useState, type ReactNode } from 'react';
import type { ProductRow } from '#core/contract/views/master.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Picker } from './Picker.tsx';
import styles from './Master.module.css';

export interface ProductPickerProps {
  readonly company: string;
  readonly chosen: string | undefined;
  readonly onChoose: (product: ProductRow, by: 'key' | 'click') => void;
}

const few = 8;

/** Released products by number, barcode, customer's number or words. */
export function ProductPicker({ company, chosen, onChoose }: ProductPickerProps): ReactNode {
  const [text, setText] = useState('');
  const found = useAnswer(
    'master.products',
    { company, text: text.trim(), limit: few },
    { enabled: text.trim().length >= 2, keepPrevious: true },
  );
  return (
    <Picker
      label="Search released products"
      placeholder="Item number, barcode or words"
      rows={text.trim().length >= 2 ? found.data?.rows : undefined}
      error={found.error}
      text={text}
      onText={setText}
      keyOf={(row) => row.itemNumber}
      content={(row) => <Product product={row} />}
      chosen={chosen}
      onChoose={onChoose}
      none={`No released product of ${company} fits “${text.trim()}”.`}
    />
  );
}

function Product({ product }: { readonly product: ProductRow }): ReactNode {
  const codes = product.barcodes.map(({ barcode }) => barcode).join(', ');
  return (
    <>
      <div className={styles['optionTop']}>
        <b>{product.itemNumber}</b>
        <span className={styles['quiet']}>
          {product.salesPrice} a {product.salesUnit}
        </span>
      </div>
      <div>{product.name}</div>
      {codes === '' ? null : <div className={styles['quiet']}>{codes}</div>}
    </>
  );
}
