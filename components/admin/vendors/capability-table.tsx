import { Check, Minus } from "lucide-react";
import { vendorCopy as copy } from "#components/copy/vendors.ts";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import { capabilities, type VendorView } from "#lib/contract/vendor.ts";

/** Vendor by capability, as the connected adapters have it, and whether callbacks are asked for. */
export function CapabilityTable({ vendors }: { vendors: readonly VendorView[] }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-section">{copy.matrix}</h2>
        <span className="text-label text-muted">{copy.matrixHint}</span>
      </header>
      <Table label={copy.matrix}>
        <thead>
          <tr>
            <HeadCell>{copy.vendor}</HeadCell>
            {capabilities.map((capability) => (
              <HeadCell key={capability} className="text-center">
                {copy.capabilities[capability]}
              </HeadCell>
            ))}
            <HeadCell>{copy.callbacks}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {vendors.map((vendor) => (
            <Row key={vendor.name}>
              <Cell className="whitespace-nowrap font-medium">{vendor.label}</Cell>
              {capabilities.map((capability) => (
                <Cell key={capability}>
                  <Mark has={vendor.capabilities.includes(capability)} />
                </Cell>
              ))}
              <Cell className="whitespace-nowrap text-muted">
                {vendor.callbacks ? copy.callbacksOn : copy.callbacksOff}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Mark({ has }: { has: boolean }) {
  const Icon = has ? Check : Minus;
  return (
    <span className="grid place-items-center">
      <Icon aria-hidden className={has ? "size-4 text-success" : "size-4 text-subtle"} />
      <span className="sr-only">{has ? copy.yes : copy.no}</span>
    </span>
  );
}
