/** The mark of Faxwell, beside its name: decoration for a screen reader. */
export function Logo({ size }: { readonly size: number }) {
  return <img src="/favicon.svg" width={size} height={size} alt="" />;
}
