#!/usr/bin/env bash
# Installs what the tests need, checks the format, builds with warnings as errors, and runs all tests.
# Ends with one line: N passed, N failed.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

if ! [ -x /usr/bin/chromium ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests …"
  run=(); [ "$(id -u)" = 0 ] || run=(sudo)
  "${run[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
fi

echo "Installing npm packages of the protocol clients …"
(cd tests/ServiceBot.Host.Tests/Clients && npm ci --no-audit --no-fund --silent)

echo "Building …"
dotnet build -v quiet --nologo
echo "Checking the format …"
dotnet format --no-restore --verify-no-changes

echo "Training the understanding model where its examples changed, and checking the desk's content …"
dotnet run --no-build --project src/ServiceBot.Host -- check
dotnet run --no-build --project src/ServiceBot.Host -- stories

echo "Testing …"
log=$(mktemp)
status=0
dotnet test --no-build --nologo -v quiet 2>&1 | tee "$log" || status=$?
passed=$(grep -oE "Passed: +[0-9]+" "$log" | awk "{n += \$2} END {print n + 0}")
failed=$(grep -oE "Failed: +[0-9]+" "$log" | awk "{n += \$2} END {print n + 0}")
rm -f "$log"
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
