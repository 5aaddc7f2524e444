# The main job on the real law, in a store of its own: read, keep, compare, renumber, date, export.
set -eu
cd "$(dirname "$0")/.."
demo=.demo
law=内蒙古自治区全方位建设模范自治区促进条例
seed=versions/$law/sources/2023-07-31.txt
example='examples/虚构修订示例（不是法律）.txt'
rm -rf "$demo"

# A difference, or nothing in force that day, is exit 1: an answer, not a failure.
say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; "$@" || test $? -eq 1; }

say tracker read "$seed"
say tracker init "$demo/versions"
export TRACKER_STORE="$demo/versions"
say tracker import "$seed"
say tracker import "$example"
say tracker list
say tracker diff "$law/2023-07-31" "$law/2025-03-27"
say tracker renumber "$law/2023-07-31" "$law/2025-03-27"
say tracker timeline "$law" --on 2023-08-31
say tracker timeline "$law" --on 2025-06-01
say tracker show "$law@2023-08-31"
say tracker show "$law@2023-09-01" 第一条
say tracker show "$law@2025-05-31" 第九条
say tracker show "$law@2025-06-01" 第九条
say tracker export "$law/2025-03-27" --format json --output "$demo/2025-03-27.json"
head -n 24 "$demo/2025-03-27.json"
say tracker check --title-note
