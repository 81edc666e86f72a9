#!/bin/bash
# Installs the command, its manual pages and its completions for bash, zsh and fish: Scripts/install.sh BINARY PREFIX
set -euo pipefail
cd "$(dirname "$0")/.."

binary=$1 prefix=$2
name=cloud-inventory
install -D -m 755 "$binary" "$prefix/bin/$name"

install_completion() { # SHELL FILE
    local text
    text=$("$binary" --generate-completion-script "$1")
    install -D -m 644 /dev/stdin "$prefix/share/$2" <<<"$text"
}
install_completion bash "bash-completion/completions/$name"
install_completion zsh "zsh/site-functions/_$name"
install_completion fish "fish/vendor_completions.d/$name.fish"

"$binary" explain --output man | install -D -m 644 /dev/stdin "$prefix/share/man/man5/rule-set.5"
if command -v python3 >/dev/null; then
    version=$("$binary" --version | head -n 1)
    "$binary" --experimental-dump-help | python3 Scripts/man-pages.py "$prefix/share/man/man1" "$version"
else
    echo "no python3, so no manual pages; \`$name help COMMAND\` says the same"
fi
