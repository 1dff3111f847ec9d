#!/usr/bin/env python3
"""The TextMate grammar of `editors/vscode` against the compiler, on the shipped policies.

    Tests/Editors/textmate.py PATH/TO/policyc

VS Code colours a file by the grammar before the server has answered, so both must see the same words as
keywords, quoted text, citations, figures and comments. The grammar is run by an engine with VS Code's
regular expressions (Oniguruma); the compiler is asked through the server's semantic tokens. What stands
in a policy and is seen differently is printed, and the exit code is 1.
"""

import json
import logging
import pathlib
import sys

from stress import ROOT, Server
from textmate_grammar.parsers.base import LanguageParser

# What the server calls a piece, and the scopes by which the grammar may show it.
ALIKE = {
    "keyword": ("keyword.", "storage."),
    "string": ("string.",),
    "decorator": ("entity.other.attribute-name.",),
    "number": ("constant.numeric.",),
    "comment": ("comment.",),
}
# Keywords that name values, too; only their place tells.
BY_PLACE = {"其他"}


def scopes(parser, text):
    """The innermost scope of every character, line by line."""
    found = [["source.policy"] * len(line) for line in text.split("\n")]
    for (line, column), piece, names in parser.parse_string(text).flatten():
        for offset in range(len(piece.split("\n")[0])):
            found[line][column + offset] = names[-1]
    return found


def tokens(server, legend, path, text):
    """Line, column, length and kind of every piece that the server names."""
    uri = path.as_uri()
    document = {"uri": uri, "languageId": "policy", "version": 1, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": document})
    answer = server.request("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}})
    data = answer["result"]["data"]
    line = column = 0
    for index in range(0, len(data), 5):
        down, right, length, kind, _ = data[index : index + 5]
        line, column = line + down, right if down else column + right
        yield line, column, length, legend[kind]


def main():
    logging.disable(logging.CRITICAL)
    grammar = json.loads((ROOT / "editors/vscode/syntaxes/policy.tmLanguage.json").read_text())
    parser = type("PolicyParser", (LanguageParser,), {})(grammar)
    server = Server(sys.argv[1])
    started = server.request("initialize", {"capabilities": {}})["result"]["capabilities"]
    server.notify("initialized", {})
    legend = started["semanticTokensProvider"]["legend"]["tokenTypes"]
    differences = seen = 0
    files = sorted((ROOT / "policies").glob("*.policy")) + [ROOT / "Tests/Editors/lin.policy"]
    for path in files:
        text = path.read_text()
        found = scopes(parser, text)
        named = [[False] * len(line) for line in found]
        lines = text.split("\n")
        for line, column, length, kind in tokens(server, legend, path, text):
            if kind not in ALIKE:
                continue
            seen += 1
            for place in range(column, min(column + length, len(found[line]))):
                named[line][place] = True
            if not found[line][column].startswith(ALIKE[kind]):
                differences += 1
                word = lines[line][column : column + length]
                print(f"{path.name}:{line + 1}: {word}: {kind}, by the grammar {found[line][column]}")
        for line, row in enumerate(found):
            alone = "".join(
                letter if scope.startswith(("keyword.", "storage.")) and not is_named else "\n"
                for letter, scope, is_named in zip(lines[line], row, named[line])
            )
            for word in set(alone.split()) - BY_PLACE:
                differences += 1
                print(f"{path.name}:{line + 1}: {word}: a keyword by the grammar alone")
    print(f"{len(files)} files, {seen} pieces, {differences} seen differently")
    sys.exit(1 if differences else 0)


main()
