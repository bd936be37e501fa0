#!/usr/bin/env python3
"""Every account's balance, from the files of a book alone: python3 read_book.py BOOK

Written from the page that describes the format (Sources/Journal/README.md, "The format, whole", and the tables in
Sources/Casebook/README.md), and from nothing else. Plain Python 3. Prints "account<TAB>pence", sorted.
"""
import glob, gzip, hashlib, os, sys

book = sys.argv[1]


def content(name):
    """A file of the book; an archived one is the same bytes under gzip."""
    path = os.path.join(book, name)
    return open(path, 'rb').read() if os.path.exists(path) else gzip.open(path + '.gz').read()


def run(name):
    """The rows of a bulk file: (table, cluster, order, bytes)."""
    group = None
    for line in content(name).split(b'\n')[1:]:
        if line[:1] == b'>':
            group = line[1:].split(b'\t')
        elif line[:1] == b'+':
            yield (*group, *line[1:].split(b'\t', 1))
        elif line[:1].isdigit():
            return


def journal():
    """The lines of all segments; each says in its first line where the one before it ends."""
    names = sorted({os.path.relpath(n, book).removesuffix('.gz') for n in glob.glob(book + '/journal/*.log*')})
    files = [content(name) for name in names]
    for data, after in zip(files, files[1:] + [None]):
        end = int(after.split(b'\n', 1)[0].split(b'\t')[4]) if after else len(data)
        for line in data[:end].split(b'\n')[1:]:
            if not line:
                break
            yield line[:1], line[10:]


def digest(sigil, text):
    if sigil in b'+x':
        key, last = text.rsplit(b'\t', 1) if sigil == b'x' else (b'\t'.join(text.split(b'\t', 3)[:3]), text.split(b'\t', 3)[3])
        last = bytes.fromhex(last.decode()) if sigil == b'x' else hashlib.sha256(last).digest()
        return hashlib.sha256(b'+' + key + b'\t' + last).digest()
    return hashlib.sha256(sigil + text).digest()


rows, chain, lines = {}, bytes(32), []
for sigil, text in journal():
    if sigil != b'.':
        lines.append((sigil, text))
        continue
    # The end of a transaction: only now does it count.
    sequence, count, head = text.split(b'\t')
    chain = hashlib.sha256(chain + b''.join(digest(*line) for line in lines)).digest()
    if chain.hex().encode() != head or len(lines) != int(count) + 1:
        sys.exit('transaction %s does not follow from those before it' % sequence.decode())
    for sigil, text in lines[1:]:
        if sigil == b'+':
            table, cluster, order, last = text.split(b'\t', 3)
            rows[table, cluster, order] = (int(sequence), last)
        elif sigil == b'@':
            name, length, sha256, _ = text.split(b'\t')
            if hashlib.sha256(content(name.decode())).hexdigest().encode() != sha256:
                sys.exit(name.decode() + ' is not what was adopted')
            for table, cluster, order, last in run(name.decode()):
                rows[table, cluster, order] = (int(sequence), last)
    lines = []

# What was taken back: the last word on (account, transaction) counts.
withdrawn = {}
for (table, cluster, order), (_, text) in sorted(rows.items()):
    if table == b'withdrawn':
        withdrawn[cluster, int(order[:12])] = not any(f.split(b'=')[0] == b'back' for f in text.split(b'|'))
confirmed = {(cluster, order) for table, cluster, order in rows if table == b'tie'}
balances = {cluster: 0 for table, cluster, _ in rows if table == b'account'}
for (table, account, order), (sequence, text) in rows.items():
    if table == b'posting' and not withdrawn.get((account, sequence)):
        pence, code, recorded, marks = text.split(b'|')[:4]
        # A local posting that the landlord confirmed stands there as the landlord's.
        if not (b'L' in marks and (account, order[18:]) in confirmed):
            balances[account] = balances.get(account, 0) + int(pence)
for account in sorted(balances):
    print('%s\t%d' % (account.decode(), balances[account]))
