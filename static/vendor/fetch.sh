#!/bin/sh
# Copy the files we serve from the packages named in package.json. Run it after a version there has changed:
#   npm ci --ignore-scripts && sh static/vendor/fetch.sh
# The copies are committed, so nobody else needs Node.
set -eu
cd "$(dirname "$0")/../.."
from=node_modules
to=static/vendor

version() { sed -n 's/^[[:space:]]*"version": *"\([^"]*\)".*/\1/p' "$from/$1/package.json" | head -n 1; }

# take <package> <folder> <file in the package>... : copy into a fresh folder that carries the version
take() {
  package=$1 folder="$to/$2-$(version "$1")"
  shift 2
  rm -rf "$folder"
  mkdir -p "$folder"
  for file in "$@"; do install -m 644 "$from/$package/$file" "$folder/"; done
}

take @tabler/core tabler-core dist/css/tabler.min.css
# Tabler in a cascade layer: whatever our files say wins without fighting over specificity.
{
  printf '/* tabler.min.css as it was published, inside a cascade layer; made by static/vendor/fetch.sh */\n@layer tabler {\n'
  sed '1s/^@charset "UTF-8";//' "$folder/tabler.min.css"
  printf '\n}\n'
} > "$folder/tabler.layer.css"
rm "$folder/tabler.min.css"
take tom-select tom-select dist/js/tom-select.base.min.js LICENSE
take @fontsource-variable/inter inter LICENSE \
  files/inter-latin-wght-normal.woff2 files/inter-latin-ext-wght-normal.woff2 files/inter-cyrillic-wght-normal.woff2
take leaflet leaflet dist/leaflet.js dist/leaflet.css LICENSE
mkdir "$folder/images" && cp "$from"/leaflet/dist/images/*.png "$folder/images/"
take supercluster supercluster dist/supercluster.min.js LICENSE
# The network in one file: sigma draws it, graphology holds it, forceatlas2 finds room for what comes in later.
take sigma sigma LICENSE.txt
printf 'export { default as Graph } from "graphology";\nexport { default as forceAtlas2 } from "graphology-layout-forceatlas2";\nexport { default as Sigma } from "sigma";\n' |
  npm exec --offline esbuild -- --bundle --format=esm --minify --legal-comments=none --outfile="$folder/sigma.min.js"
for package in graphology graphology-layout-forceatlas2 events; do
  cp "$from/$package/LICENSE"* "$folder/LICENSE-$package.txt"
done
take @tabler/icons tabler-icons LICENSE
cp "$to/licences/tabler-core.txt" "$to/tabler-core-$(version @tabler/core)/LICENSE"
cp "$from/axe-core/axe.min.js" tests/chromium/axe.min.js
cp "$from/axe-core/LICENSE" tests/chromium/axe-LICENSE.txt

# One sprite of outline icons; colour, size and stroke come from the page (static/css/base.css, .icon).
icons="adjustments-horizontal address-book alert-circle alert-triangle arrow-back-up arrow-down arrow-down-left
  arrow-right arrow-up arrow-up-right arrows-diff arrows-maximize ban bookmark building building-bank building-community calendar
  calendar-event certificate chart-bar check chevron-down chevron-left chevron-right circle circle-check circle-dashed
  circle-minus circle-x clock columns copy crown device-floppy dots dots-vertical download equal external-link file-text
  files flag folder gavel gift help-circle history home hourglass info-circle keyboard link list-check lock logout mail
  map-pin map-pin-off menu-2 message-question minus moon network package pencil player-pause player-play plus printer
  report search settings star trash upload user user-circle users-group video world writing x"
{
  printf '<!-- Tabler Icons %s, MIT, see static/vendor/tabler-icons-%s/LICENSE; made by static/vendor/fetch.sh -->\n' \
    "$(version @tabler/icons)" "$(version @tabler/icons)"
  printf '<svg xmlns="http://www.w3.org/2000/svg">\n'
  for icon in $icons; do
    printf '<symbol id="%s" viewBox="0 0 24 24">' "$icon"
    sed -n 's/^ *\(<[a-z].*\/>\) *$/\1/p' "$from/@tabler/icons/icons/outline/$icon.svg" | grep -v 'M0 0h24v24H0z' | tr -d '\n' |
      sed 's, />,/>,g'
    printf '</symbol>\n'
  done
  printf '</svg>\n'
} > static/icons.svg
