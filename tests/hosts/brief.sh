#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes COUNT small briefs in three languages into FOLDER.
# usage: sh brief.sh FOLDER COUNT
set -eu
mkdir -p "$1"
number=1
while [ "$number" -le "$2" ]; do
    case $((number % 3)) in
    0) tag=fa-AF title="آب $number" text="هر خانه نوبت آب خود را دارد.[^1]" note="از کتاب میراب." ;;
    1) tag=en title="Water $number" text="Each house has its turn of water.[^1]" note="The book of the mirab." ;;
    2) tag=ps title="اوبه $number" text="هر کور د اوبو خپل وار لري.[^1]" note="د میراب له کتاب څخه." ;;
    esac
    printf -- '---\ntitle: %s\nlang: %s\n---\n\n## %s\n\n%s\n\n[^1]: %s\n' \
        "$title" "$tag" "$title" "$text" "$note" >"$1/brief-$number.md"
    number=$((number + 1))
done
