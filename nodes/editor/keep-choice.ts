/**
 * Chooses in a list what a node holds. What the list does not offer, such as a variable of a flow that was written by
 * hand, is added: otherwise opening and closing the dialog would replace it.
 */
export function keepChoice(select: JQuery, chosen: string): void {
  const isOffered = select.find('option').is((_index, option) => $(option).val() === chosen);
  if (!isOffered) select.append($('<option>', { value: chosen }).text(chosen));
  select.val(chosen);
}
