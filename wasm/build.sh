#!/bin/sh
# Builds .build/wasm/policy.wasm: the compiler and the interpreter for browsers and other hosts.
#
# Needs nothing but the Swift toolchain. Each compile runs under a limit of memory and time, since
# the Embedded mode of the compiler is young and a runaway must not take the machine with it.
set -eu

cd "$(dirname "$0")/.."
out=.build/wasm
mkdir -p "$out"

tools=$(dirname "$(readlink -f "$(command -v swiftc)")")
unicode=$tools/../lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a

ulimit -v "${POLICY_WASM_MEMORY_KIB:-12582912}"
limit=${POLICY_WASM_SECONDS:-900}

# The ordinary build sets the same language mode and upcoming features in Package.swift. Smaller code by
# less inlining (-Xllvm -inline-threshold=0) was tried: the module then compared policies wrongly.
compile() {
  module=$1
  shift
  timeout "$limit" "$tools/swiftc" \
    -target wasm32-unknown-none-wasm -enable-experimental-feature Embedded \
    -wmo -Osize -parse-as-library -swift-version 6 \
    -enable-upcoming-feature ExistentialAny \
    -enable-upcoming-feature InternalImportsByDefault \
    -enable-upcoming-feature MemberImportVisibility \
    -I "$out" -I Sources/CScan/include -module-name "$module" \
    -emit-module -emit-module-path "$out/$module.swiftmodule" \
    -c "$@" -o "$out/$module.o"
}

sources() {
  find "$1" -name '*.swift' | LC_ALL=C sort
}

# What the command line writes without files or a terminal, a page shows too, in the same words.
shared() {
  sources Sources/policyc/Batch
  for name in CommandLine/ProgramVersion Policies/EvaluationSetup \
    Output/CSVDecisions Output/ChineseCells Output/CSVText Output/DecisionReport Output/RejectText \
    Output/MarkupText Output/HTMLPage Output/CandidateName \
    Output/DifferenceReport Output/DifferenceSections Output/DifferencePage \
    Output/LedgerText Output/PlanSVG Output/TimelineSVG \
    Output/ProcedureOutput Output/ProcedurePage Output/ProcedureText; do
    echo "Sources/policyc/$name.swift"
  done
}

# File names of this repository hold no blanks.
# shellcheck disable=SC2046
compile PolicyLang $(sources Sources/PolicyLang)
# shellcheck disable=SC2046
compile PolicyRuntime $(sources Sources/PolicyRuntime)
# shellcheck disable=SC2046
compile PolicyWeb $(sources wasm/Exports) $(shared)

"$tools/clang" --target=wasm32-unknown-none -O2 -mbulk-memory -ffreestanding -fno-builtin \
  -Wall -Wextra -Werror -c wasm/Shim/runtime.c -o "$out/runtime.o"

for source in Sources/CScan/*.c; do
  "$tools/clang" --target=wasm32-unknown-none -O2 -mbulk-memory -ffreestanding -fno-builtin \
    -Wall -Wextra -Werror -I Sources/CScan/include \
    -c "$source" -o "$out/CScan-$(basename "$source" .c).o"
done

# The stack comes first in memory, so that overflowing it traps instead of writing over data.
"$tools/wasm-ld" --no-entry --gc-sections --strip-all --compress-relocations --stack-first -z stack-size=4194304 \
  --export=policy_alloc --export=policy_free --export=policy_run --export=policy_compile --export=policy_decide \
  --export=policy_batch_open --export=policy_batch_feed --export=policy_batch_close \
  "$out/PolicyWeb.o" "$out/PolicyRuntime.o" "$out/PolicyLang.o" "$out/runtime.o" "$out"/CScan-*.o \
  "$unicode" \
  -o "$out/policy.wasm"

ls -l "$out/policy.wasm" | awk '{ printf "%s: %d bytes\n", $9, $5 }'
