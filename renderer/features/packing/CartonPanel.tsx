import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { PackingView } from '#core/contract/views/packing.ts';
import { Decimal, decimalText } from '#core/domain/decimal.ts';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import {
  changeCarton,
  lineOfCode,
  moveLine,
  openOf,
  putIn,
  removeCarton,
  setQuantity,
  splitCarton,
  takeOut,
  type Carton,
  type Packing,
} from './edit.ts';
import styles from './Packing.module.css';

export interface CartonPanelProps extends PanelProps<Carton> {
  readonly view: PackingView;
  readonly packing: Packing;
  readonly onPallets: boolean;
  readonly onChange: (next: Packing) => void;
}

/** One carton: what is in it, put in by scanning or typing; weight, pallet and tracking. */
export function CartonPanel({ row: carton, view, packing, onPallets, onChange, focused, onClose }: CartonPanelProps): ReactNode {
  const { number } = carton;
  const set = (change: Partial<Carton>): void => onChange(changeCarton(packing, number, change));
  return (
    <SidePanel title={`Carton ${number} of ${packing.cartons.length}`} focused={focused} onClose={onClose}>
      <PanelPart title="Put in">
        <PutIn carton={carton} view={view} packing={packing} onChange={onChange} />
      </PanelPart>
      <PanelPart title="Content">
        {carton.lines.length === 0 ? <p className={styles['quiet']}>Nothing yet.</p> : null}
        {carton.lines.map(({ slipLine, quantity, lot }, index) => {
          const item = view.lines.find((line) => line.slipLine === slipLine);
          const name = item?.itemNumber ?? `line ${slipLine}`;
          return (
            <div key={`${slipLine} ${lot ?? ''}`} className={styles['content']}>
              <Field label={`${name}${lot === undefined ? '' : `, lot ${lot}`} (${item?.unit ?? ''})`}>
                <Input
                  className={styles['short'] ?? ''}
                  size="small"
                  value={quantity}
                  inputMode="decimal"
                  onChange={(_, { value }) => onChange(setQuantity(packing, number, index, value))}
                />
              </Field>
              <Select
                size="small"
                aria-label={`Move ${name} to`}
                value=""
                onChange={(_, { value }) => onChange(moveLine(packing, number, index, Number(value), view.lines))}
              >
                <option value="">Move to…</option>
                <option value={packing.cartons.length + 1}>a new carton</option>
                {packing.cartons
                  .filter((other) => other.number !== number)
                  .slice(0, 200)
                  .map((other) => (
                    <option key={other.number} value={other.number}>
                      carton {other.number}
                    </option>
                  ))}
              </Select>
              <Button size="small" onClick={() => onChange(takeOut(packing, number, index))}>
                Take out
              </Button>
            </div>
          );
        })}
      </PanelPart>
      <PanelPart title="Carton">
        <div className={styles['content']}>
          <Field label="Weight">
            <Input
              className={styles['short'] ?? ''}
              size="small"
              value={carton.weight ?? ''}
              inputMode="decimal"
              onChange={(_, { value }) =>
                set(
                  value === ''
                    ? { weight: undefined, weightUnit: '' }
                    : { weight: value, weightUnit: carton.weightUnit || view.weightUnit },
                )
              }
            />
          </Field>
          {onPallets ? (
            <Field label="Pallet">
              <Input
                className={styles['short'] ?? ''}
                size="small"
                value={carton.pallet === undefined ? '' : String(carton.pallet)}
                inputMode="numeric"
                onChange={(_, { value }) => set({ pallet: /^[1-9]\d{0,2}$/.test(value) ? Number(value) : undefined })}
              />
            </Field>
          ) : null}
          <Field label="Tracking">
            <Input size="small" value={carton.tracking} maxLength={80} onChange={(_, { value }) => set({ tracking: value })} />
          </Field>
        </div>
        <p className={styles['quiet']}>
          {carton.sscc === ''
            ? 'It gets its number (SSCC) when it is saved.'
            : `Number ${carton.sscc}. It keeps it while its content is as it was: a reprinted label says the same, a repacked carton gets a new one.`}
        </p>
        <div className={styles['content']}>
          <Button size="small" onClick={() => onChange(splitCarton(packing, number))}>
            Split in two
          </Button>
          <Button size="small" onClick={() => onChange(removeCarton(packing, number))}>
            Remove this carton
          </Button>
        </div>
      </PanelPart>
    </SidePanel>
  );
}

type PutInProps = Pick<CartonPanelProps, 'view' | 'packing' | 'onChange'> & { readonly carton: Carton };

/** A scanner types a code and Enter; without a quantity a case goes in, or what is left. */
function PutIn({ carton, view, packing, onChange }: PutInProps): ReactNode {
  const [code, setCode] = useState('');
  const [quantity, setTyped] = useState('');
  const [said, setSaid] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    const line = lineOfCode(view.lines, packing, code);
    if (!line) {
      setSaid(`Nothing on the slip is called ${code}.`);
      return;
    }
    const open = openOf(packing, line);
    if (quantity === '' && !open.greaterThan(0)) {
      setSaid(`All ${line.quantity} ${line.unit} of ${line.itemNumber} are in cartons already.`);
      return;
    }
    const usual = line.perCase === undefined ? open : Decimal.min(open, line.perCase);
    const put = quantity === '' ? decimalText(usual) : quantity;
    onChange(putIn(packing, carton.number, line, put));
    setSaid(`${put} ${line.unit} of ${line.itemNumber} put in.`);
    setCode('');
    setTyped('');
  }
  return (
    <form className={styles['content']} onSubmit={submit}>
      <Field label="Item, barcode or #line">
        <Input size="small" data-first value={code} maxLength={40} onChange={(_, { value }) => setCode(value)} />
      </Field>
      <Field label="Quantity">
        <Input
          className={styles['short'] ?? ''}
          size="small"
          value={quantity}
          placeholder="a case"
          inputMode="decimal"
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <Button size="small" type="submit">
        Put in
      </Button>
      <span role="status">{said}</span>
    </form>
  );
}
