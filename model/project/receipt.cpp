// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/receipt.h"

#include "model/base/base32.h"
#include "model/vault/vault.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>

namespace safeguard {

namespace {

struct ReceiptText
{
    Q_DECLARE_TR_FUNCTIONS(Receipt)
};

// The keys of the lines are a format, not words for people: they are never translated.
const auto title = QStringLiteral("Safeguard receipt 1");
constexpr int groupSize = 8;
constexpr qint64 largestFile = 64 * 1024;

/// Groups that a person can compare, or the capitals of which a QR code holds half as many again.
QString spelled(const QByteArray &bytes, bool isGrouped)
{
    const QString whole = toBase32(bytes);
    if (!isGrouped)
        return whole.toUpper();
    QStringList groups;
    for (qsizetype at = 0; at < whole.size(); at += groupSize)
        groups += whole.mid(at, groupSize);
    return groups.join(u' ');
}

QByteArray bytesFrom(QString text, qsizetype size)
{
    const auto bytes = fromBase32(text.remove(u' '));
    return bytes && bytes->size() == size ? *bytes : QByteArray();
}

tl::unexpected<Error> notAReceipt()
{
    return failure(ErrorCode::InvalidInput,
                   ReceiptText::tr("This is not a receipt, or a part of it is missing."));
}

QHash<QString, QString> linesOf(const QString &text)
{
    QHash<QString, QString> lines;
    for (const QString &line : text.split(u'\n')) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            lines.insert(line.left(colon).trimmed(), line.mid(colon + 1).simplified());
    }
    return lines;
}

}

QString Receipt::lines(bool isGrouped) const
{
    return title + QStringLiteral("\nProject: ") + spelled(projectId, isGrouped) +
           QStringLiteral("\nEntry: ") + QString::number(sequence) + QStringLiteral("\nHash: ") +
           spelled(hash, isGrouped) + QStringLiteral("\nTaken: ") +
           taken.toUTC().toString(Qt::ISODate) + QStringLiteral("\nBy: ") + user +
           QStringLiteral("\nKey: ") + spelled(publicKey, isGrouped) + u'\n';
}

QString Receipt::toText() const
{
    return signedText() + QStringLiteral("Signature: ") + spelled(signature, true) + u'\n';
}

QString Receipt::toCodeText() const
{
    return lines(false) + QStringLiteral("Signature: ") + spelled(signature, false) + u'\n';
}

Result<Receipt> Receipt::fromText(const QString &text)
{
    if (!text.contains(title))
        return notAReceipt();
    const auto lines = linesOf(text);
    Receipt receipt;
    receipt.projectId = bytesFrom(lines.value(QStringLiteral("Project")), 32);
    receipt.sequence = lines.value(QStringLiteral("Entry")).toLongLong();
    receipt.hash = bytesFrom(lines.value(QStringLiteral("Hash")), 32);
    receipt.taken = QDateTime::fromString(lines.value(QStringLiteral("Taken")), Qt::ISODate);
    receipt.user = lines.value(QStringLiteral("By"));
    receipt.publicKey = bytesFrom(lines.value(QStringLiteral("Key")), 32);
    receipt.signature = bytesFrom(lines.value(QStringLiteral("Signature")), 64);
    for (const QByteArray *part :
         {&receipt.projectId, &receipt.hash, &receipt.publicKey, &receipt.signature}) {
        if (part->isEmpty())
            return notAReceipt();
    }
    if (receipt.sequence < 1 || !receipt.taken.isValid())
        return notAReceipt();
    if (!Vault::isSignedBy(receipt.publicKey, receipt.signedText().toUtf8(), receipt.signature))
        return failure(ErrorCode::Damaged,
                       ReceiptText::tr("The receipt was altered: its signature does not fit what "
                                       "it says."));
    return receipt;
}

Result<Receipt> Receipt::fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound,
                       ReceiptText::tr("%1 cannot be read: %2.")
                           .arg(QDir::toNativeSeparators(path), file.errorString()));
    return fromText(QString::fromUtf8(file.read(largestFile)));
}

}
