#!/usr/bin/env python3
"""Writes the mutants of C++ sources into copies of them.

    instrument.py --commands compile_commands.json --from ROOT --to COPY --mutants LIST --skip FILE FOLDER...

For each source below ROOT/FOLDER that the compilation database has, and each header there that one of them includes,
COPY gets the same text, line for line, with every mutant in it, dead until its number is chosen at run time
(mutants.hpp). LIST becomes one JSON object a line: number, file, line, operator, and the source line with what is changed marked.
SKIP holds lines "file:line" without mutants: those where the copy did not compile.

Operators:
    relation    a < b as a <= b and as a >= b; the same for <=, >, >=
    negate      a == b, a != b, a condition, a returned truth: its opposite
    operand     one side of && or || taken as if it had no say
    arithmetic  + as -, - as +
    step        ++ as --, -- as ++; += as -=, -= as +=
    constant    an integer as the next one; true as false, false as true
    drop        a statement that is an expression, a break or a continue left out

Left alone: what must be constant, macros (assertions), text, and main.cpp, which the golden tests run.
"""
import argparse
import functools
import json
import os
import pathlib
import shlex
import sys

from clang.cindex import CursorKind, Index, TranslationUnit, TypeKind

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from reasons import marked  # noqa: E402

K = CursorKind
CONSTANT_CONTEXTS = {K.STATIC_ASSERT, K.ENUM_CONSTANT_DECL, K.CXX_BASE_SPECIFIER, K.TYPE_ALIAS_DECL,
                     K.TEMPLATE_TYPE_PARAMETER, K.TEMPLATE_NON_TYPE_PARAMETER}
RELATIONS = {'<': 'less', '<=': 'at_most', '>': 'greater', '>=': 'at_least'}
INTEGERS = {TypeKind.INT, TypeKind.UINT, TypeKind.LONG, TypeKind.ULONG, TypeKind.LONGLONG, TypeKind.ULONGLONG,
            TypeKind.SHORT, TypeKind.USHORT, TypeKind.CHAR_S, TypeKind.CHAR_U, TypeKind.UCHAR, TypeKind.SCHAR,
            TypeKind.CHAR16, TypeKind.CHAR32, TypeKind.DOUBLE, TypeKind.FLOAT, TypeKind.INT128, TypeKind.UINT128}


class File:
    """One source and the insertions into it."""

    def __init__(self, path, name):
        with open(path, 'rb') as stream:
            self.text = stream.read()
        self.name = name
        self.edits = []  # (offset, rank, end, text): at one offset, suffixes of inner nodes first
        self.mutants = []
        self.macros = []
        self.seen = set()

    def wrap(self, begin, end, depth, prefix, suffix):
        self.edits.append((begin, 1, depth, begin, prefix))
        self.edits.append((end, 0, -depth, end, suffix))

    def replace(self, begin, end, text):
        self.edits.append((begin, 2, 0, end, text))

    def result(self):
        out, at = [], 0
        for offset, _, _, end, text in sorted(self.edits, key=lambda e: e[:3]):
            out += [self.text[at:offset], text.encode()]
            at = end
        out.append(self.text[at:])
        return b''.join(out)


class Instrumenter:
    def __init__(self, options):
        self.options = options
        self.root = os.path.realpath(options.root)
        self.folders = tuple(os.path.join(self.root, f) + os.sep for f in options.folders)
        self.files = {}
        self.done = set()
        self.count = 0
        with open(options.skip, encoding='utf-8') as stream:
            self.skipped = set(stream.read().split())

    # ---- What a cursor covers ----

    @functools.lru_cache(maxsize=None)
    def real(self, name):
        return os.path.realpath(name)

    def file_at(self, location):
        if location.file is None:
            return None
        path = self.real(location.file.name)
        if not path.startswith(self.folders) or path in self.done:
            return None
        if path not in self.files:
            self.files[path] = File(path, os.path.relpath(path, self.root))
        return self.files[path]

    @staticmethod
    def span(cursor):
        begin, end = cursor.extent.start.offset, cursor.extent.end.offset
        if cursor.kind == K.CALL_EXPR and cursor.spelling.startswith('operator'):
            # Of an operator that is written as another one's opposite or mirror image, libclang says less.
            for child in cursor.get_children():
                if child.extent.start.file is None:
                    continue
                begin = min(begin, child.extent.start.offset)
                end = max(end, child.extent.end.offset)
        return begin, end

    @staticmethod
    def in_macro(file, begin, end):
        return any(b <= begin < e or b < end <= e for b, e in file.macros)

    def number(self, file, cursor, operator, becomes):
        """The number of the first of as many new mutants as `becomes` has, or None where there are to be none."""
        begin, end = self.span(cursor)
        if begin >= end:
            return None
        first_line, last_line = cursor.extent.start.line, cursor.extent.end.line
        if (operator, begin, end) in file.seen or self.in_macro(file, begin, end):
            return None
        if any(f'{file.name}:{line}' in self.skipped for line in range(first_line, min(last_line, first_line + 3) + 1)):
            return None
        file.seen.add((operator, begin, end))
        first = self.count + 1
        for other in becomes:
            self.count += 1
            file.mutants.append({'number': self.count, 'file': file.name, 'line': first_line, 'operator': operator,
                                 'text': f'{marked(file.text, begin, end)}  ->  {other}'})
        return first

    # ---- Walking ----

    def walk(self, cursor, depth, parent):
        file = self.file_at(cursor.extent.start)
        if file is None:
            return
        if cursor.kind in CONSTANT_CONTEXTS:
            return
        if cursor.kind in (K.CXX_METHOD, K.FUNCTION_DECL) and cursor.is_default_method():
            return
        children = list(cursor.get_children())
        if cursor.kind in (K.VAR_DECL, K.FIELD_DECL) and self.is_constexpr(file, cursor):
            return
        if cursor.kind == K.FIELD_DECL and cursor.is_bitfield():
            return
        self.mutate(file, cursor, children, depth, parent)
        if cursor.kind == K.CASE_STMT:
            children = children[1:]
        if cursor.kind == K.IF_STMT and self.text(file, cursor).startswith('if constexpr'):
            children = children[1:]
        for child in children:
            self.walk(child, depth + 1, cursor)

    def text(self, file, cursor):
        begin, end = self.span(cursor)
        return file.text[begin:end].decode()

    @staticmethod
    def must_be_literal(parent):
        """The size of an array, or the 0 that a <=> result is compared with."""
        if parent is None:
            return False
        return '__unspec' in parent.type.spelling or (
            parent.kind == K.VAR_DECL and parent.type.kind == TypeKind.CONSTANTARRAY)

    def is_constexpr(self, file, cursor):
        head = self.text(file, cursor).split('=')[0].split('{')[0].split()
        return 'constexpr' in head

    def mutate(self, file, cursor, children, depth, parent):
        kind = cursor.kind
        begin, end = self.span(cursor)
        text = self.text(file, cursor)
        if kind == K.BINARY_OPERATOR and len(children) == 2:
            self.binary(file, cursor, children, depth)
        elif kind == K.COMPOUND_ASSIGNMENT_OPERATOR and len(children) == 2:
            at = self.operator(file, children)
            if at and at[2] in ('+=', '-=') and self.is_integer(cursor.type):
                # Both are written out, since there is no value to choose.
                other = '-=' if at and at[2] == '+=' else '+='
                number = self.number(file, cursor, 'step', [other])
                if number:
                    left = file.text[begin:at[0]].decode()
                    right = file.text[at[1]:end].decode()
                    file.wrap(begin, end, depth, f'(mutants::is({number}) ? ({left}{other}{right}) : (', '))')
        elif kind == K.UNARY_OPERATOR and len(children) == 1:
            if text.startswith('!') and not text.startswith('!='):
                number = self.number(file, cursor, 'negate', ['without !'])
                if number:
                    file.wrap(begin, end, depth, f'(mutants::is({number}) != (', '))')
            elif (text.startswith(('++', '--')) or text.endswith(('++', '--'))) and self.is_integer(cursor.type):
                swapped = text.replace('++', '\0').replace('--', '++').replace('\0', '--')
                number = self.number(file, cursor, 'step', [swapped])
                if number:
                    file.wrap(begin, end, depth, f'(mutants::is({number}) ? ({swapped}) : (', '))')
        elif kind == K.INTEGER_LITERAL and text[:1].isdigit() and not self.must_be_literal(parent):
            number = self.number(file, cursor, 'constant', [f'{text} + 1'])
            if number:
                file.wrap(begin, end, depth, '(', f' + mutants::is({number}))')
        elif kind == K.CXX_BOOL_LITERAL_EXPR:
            number = self.number(file, cursor, 'constant', ['false' if text == 'true' else 'true'])
            if number:
                file.wrap(begin, end, depth, f'(mutants::is({number}) != ', ')')
        elif kind == K.CALL_EXPR and cursor.spelling in ('operator==', 'operator!=', 'operator<', 'operator<=',
                                                         'operator>', 'operator>='):
            self.negate(file, cursor, depth)
        elif kind in (K.IF_STMT, K.WHILE_STMT, K.FOR_STMT, K.CONDITIONAL_OPERATOR, K.DO_STMT):
            self.condition(file, cursor, children, depth)
        elif kind == K.RETURN_STMT and children:
            inner = self.inner(children[0])
            if inner.type.get_canonical().kind == TypeKind.BOOL and inner.kind in (
                    K.CALL_EXPR, K.DECL_REF_EXPR, K.MEMBER_REF_EXPR):
                self.negate(file, inner, depth + 1)
        self.statement(file, cursor, depth, parent)

    def statement(self, file, cursor, depth, parent):
        if parent is None or parent.kind not in (K.COMPOUND_STMT, K.IF_STMT, K.FOR_STMT, K.CXX_FOR_RANGE_STMT,
                                                 K.WHILE_STMT, K.CASE_STMT, K.DEFAULT_STMT):
            return
        if parent.kind != K.COMPOUND_STMT and not self.is_body(file, cursor):
            return
        inner = self.inner(cursor)
        if inner.kind in (K.CALL_EXPR, K.BINARY_OPERATOR, K.COMPOUND_ASSIGNMENT_OPERATOR, K.UNARY_OPERATOR,
                          K.BREAK_STMT, K.CONTINUE_STMT, K.CXX_DELETE_EXPR):
            begin, _ = self.span(cursor)
            number = self.number(file, cursor, 'drop', ['nothing'])
            if number:
                file.edits.append((begin, 1, depth - 0.5, begin, f'if (mutants::is({number})) {{}} else '))

    @staticmethod
    def is_body(file, cursor):
        """A statement, not a condition or a step: what follows it is a semicolon."""
        rest = file.text[cursor.extent.end.offset:cursor.extent.end.offset + 2].decode(errors='replace')
        before = file.text[:cursor.extent.start.offset].rstrip()
        return rest.startswith(';') and not before.endswith((b'(', b';', b'=', b'return')) or (
            rest.startswith(';') and before.endswith((b')', b':', b'else')))

    def inner(self, cursor):
        while cursor.kind == K.UNEXPOSED_EXPR:
            children = list(cursor.get_children())
            if len(children) != 1 or self.span(children[0]) != self.span(cursor):
                break
            cursor = children[0]
        return cursor

    def condition(self, file, cursor, children, depth):
        text = self.text(file, cursor)
        if text.startswith('if constexpr'):
            return
        expressions = [c for c in children if c.kind.is_expression()]
        if not expressions:
            return
        chosen = expressions[-1] if cursor.kind == K.DO_STMT else expressions[0]
        if cursor.kind == K.FOR_STMT:
            chosen = next((c for c in expressions if c.type.get_canonical().kind == TypeKind.BOOL), None)
            if chosen is None:
                return
        elif cursor.kind != K.DO_STMT and cursor.kind != K.CONDITIONAL_OPERATOR:
            # The body of an if may be an expression, too.
            if self.span(chosen)[0] > file.text.find(b')', self.span(cursor)[0]) and b'(' not in file.text[
                    self.span(cursor)[0] + 3:self.span(chosen)[0]]:
                return
        inner = self.inner(chosen)
        begin, end = self.span(inner)
        if any(b <= begin and end <= e for b, e in (self.span(c) for c in children if c.kind.is_declaration() or
                                                    c.kind == K.DECL_STMT)):
            return  # if (auto it = ...)
        if inner.kind in (K.CALL_EXPR, K.DECL_REF_EXPR, K.MEMBER_REF_EXPR, K.UNEXPOSED_EXPR) and not (
                inner.spelling.startswith('operator') and inner.spelling != 'operator bool'):
            self.negate(file, inner, depth + 1)

    def negate(self, file, cursor, depth):
        begin, end = self.span(cursor)
        if self.text(file, cursor).startswith(('const ', 'auto ')):  # if (const auto* it = ...)
            return
        number = self.number(file, cursor, 'negate', ['its opposite'])
        if number:
            file.wrap(begin, end, depth, f'(mutants::is({number}) != static_cast<bool>(', '))')

    @staticmethod
    def is_integer(type_):
        return type_.get_canonical().kind in INTEGERS

    def operator(self, file, children):
        """(begin, end, text) of what stands between the two operands."""
        begin, end = self.span(children[0])[1], self.span(children[1])[0]
        if begin > end:
            return None
        between = file.text[begin:end]
        if b'//' in between or b'/*' in between:
            return None
        text = between.strip()
        if not text:
            return None
        at = begin + between.index(text)
        return at, at + len(text), text.decode()

    def binary(self, file, cursor, children, depth):
        at = self.operator(file, children)
        if at is None:
            return
        begin, end = self.span(cursor)
        first, last, name = at
        if name in RELATIONS:
            twin = {'<': ('<=', '>='), '<=': ('<', '>'), '>': ('>=', '<='), '>=': ('>', '<')}[name]
            number = self.number(file, cursor, 'relation', twin)
            if number:
                file.wrap(begin, end, depth, f'mutants::{RELATIONS[name]}({number}, ', ')')
                file.replace(first, last, ',')
        elif name in ('==', '!='):
            self.negate(file, cursor, depth)
        elif name in ('&&', '||'):
            for child in children:
                inner_begin, inner_end = self.span(child)
                number = self.number(file, child, 'operand', ['true' if name == '&&' else 'false'])
                if number:
                    dead = f'mutants::is({number}) ||' if name == '&&' else f'!mutants::is({number}) &&'
                    file.wrap(inner_begin, inner_end, depth + 0.5, f'({dead} static_cast<bool>(', '))')
        elif name in ('+', '-') and all(self.is_integer(c.type) for c in children):
            number = self.number(file, cursor, 'arithmetic', ['-' if name == '+' else '+'])
            if number:
                file.wrap(begin, end, depth, f'mutants::{"plus" if name == "+" else "minus"}({number}, ', ')')
                file.replace(first, last, ',')

    # ---- Files ----

    def run(self):
        with open(self.options.commands, encoding='utf-8') as stream:
            commands = json.load(stream)
        index = Index.create()
        for command in commands:
            path = os.path.realpath(os.path.join(command['directory'], command['file']))
            if not path.startswith(self.folders) or path in self.done or path.endswith('/main.cpp'):
                continue
            words = shlex.split(command['command'])
            flags = [w for i, w in enumerate(words) if w.startswith(('-I', '-D', '-std='))]
            flags += [f'-isystem{words[i + 1]}' for i, w in enumerate(words) if w == '-isystem']
            unit = index.parse(path, flags, options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
            errors = [d for d in unit.diagnostics if d.severity >= 3]
            if errors:
                sys.exit(f'{path}: {errors[0]}')
            for cursor in unit.cursor.get_children():
                if cursor.kind == K.MACRO_INSTANTIATION:
                    file = self.file_at(cursor.extent.start)
                    if file is not None and self.span(cursor) not in file.macros:
                        file.macros.append(self.span(cursor))
            for cursor in unit.cursor.get_children():
                if cursor.kind not in (K.MACRO_INSTANTIATION, K.MACRO_DEFINITION, K.INCLUSION_DIRECTIVE):
                    self.walk(cursor, 0, None)
            self.done.update(self.files)
        with open(self.options.mutants, 'w', encoding='utf-8') as stream:
            order = {prefix: rank for rank, prefix in enumerate(self.folders)}
            for path, file in sorted(self.files.items(), key=lambda f: (
                    next(rank for prefix, rank in order.items() if f[0].startswith(prefix)), f[0])):
                target = os.path.join(self.options.copy, file.name)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, 'wb') as out:
                    out.write(file.result())
                for mutant in file.mutants:
                    stream.write(json.dumps(mutant) + '\n')
        print(f'{self.count} mutants in {len(self.files)} files')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--commands', required=True)
    parser.add_argument('--from', dest='root', required=True)
    parser.add_argument('--to', dest='copy', required=True)
    parser.add_argument('--mutants', required=True)
    parser.add_argument('--skip', required=True)
    parser.add_argument('folders', nargs='+')
    Instrumenter(parser.parse_args()).run()


if __name__ == '__main__':
    main()
