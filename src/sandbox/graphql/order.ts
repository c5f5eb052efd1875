/** `orderBy` of a connection; what the caller leaves out keeps the order of creation. */
export interface OrderArgs {
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
}

interface Ordered {
  createdAt: Date;
  updatedAt?: Date;
  name?: string | null;
  comments?: readonly unknown[];
}

/** A copy in the wanted order; equals keep the order of creation. */
export function ordered<T extends Ordered>(items: readonly T[], by: OrderArgs['orderBy']): T[] {
  const sign = by?.direction === 'DESC' ? -1 : 1;
  const position = new Map(items.map((item, index) => [item, index]));
  const place = (item: T) => position.get(item) ?? 0;
  return items.toSorted((one, other) => {
    const difference = by ? compareBy(by.field, one, other) : 0;
    return sign * (difference || place(one) - place(other));
  });
}

function compareBy(field: string, one: Ordered, other: Ordered): number {
  switch (field) {
    case 'UPDATED_AT':
      return (one.updatedAt ?? one.createdAt).getTime() - (other.updatedAt ?? other.createdAt).getTime();
    case 'NAME':
      return (one.name ?? '') < (other.name ?? '') ? -1 : 1;
    case 'COMMENTS':
      return (one.comments?.length ?? 0) - (other.comments?.length ?? 0);
    default:
      return one.createdAt.getTime() - other.createdAt.getTime();
  }
}
