// Chooses the zone that this device is set to, while nothing was chosen. Comfort only: the list works without it.
const select = document.querySelector('select[data-zone]')
if (select && select.value === '') {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  if ([...select.options].some(option => option.value === zone)) {
    select.value = zone
  }
}
