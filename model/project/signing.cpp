// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/signing.h"

#include "model/base/base32.h"
#include "model/project/baseline.h"
#include "model/project/erasure.h"
#include "model/store/valuetext.h"
#include "model/vault/vault.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct SigningText
{
    Q_DECLARE_TR_FUNCTIONS(Signing)
};

const auto contentKey = QStringLiteral("Content: ");

/// The lines that follow from the record of the signature alone.
QString headOf(const Signature &about, const User &signer)
{
    return QStringLiteral("Record: ") + about.subject.toText() + QStringLiteral("\nMeaning: ") +
           choices(about.meaning).at(static_cast<size_t>(about.meaning)).key +
           QStringLiteral("\nSigner: ") + about.printedName + QStringLiteral("\nKey: ") +
           signer.publicKey + QStringLiteral("\nSigned: ") +
           about.signedAt.toUTC().toString(Qt::ISODate) + u'\n';
}

QString titleOf(const QByteArray &projectId)
{
    return QStringLiteral("Safeguard signature 1\nProject: ") + toBase32(projectId) + u'\n';
}

QString lineOf(const Field &field, const Record &record, const Snapshot &snapshot)
{
    QString text = displayText(field, field.get(record), snapshot, Moments::Iso);
    return text.isEmpty()
               ? QString()
               : field.label + QStringLiteral(": ") + text.replace(u'\n', QStringLiteral("\n  "));
}

/// "12 placements": parts count by number, their digest stands for the rest.
QStringList partLines(const RecordRef &whole, const Snapshot &snapshot)
{
    QStringList lines;
    for (const RegisterType &part : snapshot.registers()) {
        const Field *of = part.wholeField();
        if (!of || of->reference != whole.registerKey)
            continue;
        const RowSet &rows = snapshot.rows(part.key);
        const auto count = std::count_if(rows.begin(), rows.end(), [&](const RecordPtr &row) {
            return of->get(*row) == Value(whole.id);
        });
        if (count > 0)
            lines += part.plural + QStringLiteral(": ") + QString::number(count);
    }
    return lines;
}

/// The record in words, a line per field that says something.
QStringList contentLines(const RecordRef &of, const Snapshot &snapshot)
{
    const RecordPtr record = snapshot.find(of);
    if (!record)
        return {};
    const RegisterType &type = *snapshot.registers().find(of.registerKey);
    QStringList lines{type.singular + u' ' + snapshot.describe(of)};
    for (const Field &field : type.fields) {
        if (field.isGeometry)
            continue;
        if (const QString line = lineOf(field, *record, snapshot); !line.isEmpty())
            lines += line;
    }
    return lines + partLines(of, snapshot);
}

}

QString statementOf(const Signature &about, const User &signer, const QByteArray &projectId,
                    const Snapshot &content)
{
    return titleOf(projectId) + headOf(about, signer) + contentKey +
           toBase32(content.digestOf(about.subject)) + QStringLiteral("\n\n") +
           contentLines(about.subject, content).join(u'\n') + u'\n';
}

QString faultOf(const Signature &signature, const User &signer, const QByteArray &projectId)
{
    const QString titleLines = signature.text.section(u'\n', 0, 1) + u'\n';
    const bool isOfThisProject = projectId.isEmpty() || titleLines == titleOf(projectId);
    if (!isOfThisProject ||
        !signature.text.mid(titleLines.size()).startsWith(headOf(signature, signer) + contentKey))
        return SigningText::tr("the signature %1 is not about what it stands under")
            .arg(signature.number);
    const auto key = fromBase32(signer.publicKey);
    const auto bytes = fromBase32(signature.signature);
    if (!key || !bytes || !Vault::isSignedBy(*key, signature.text.toUtf8(), *bytes))
        return SigningText::tr("the signature %1 is not one of %2 over this text")
            .arg(signature.number)
            .arg(signature.printedName);
    return {};
}

QByteArray signedDigest(const Signature &signature)
{
    const qsizetype at = signature.text.indexOf(u'\n' + contentKey);
    if (at < 0)
        return {};
    const QStringView rest = QStringView(signature.text).mid(at + 1 + contentKey.size());
    return fromBase32(rest.left(rest.indexOf(u'\n'))).value_or(QByteArray());
}

QString nameOf(SignatureState state)
{
    switch (state) {
    case SignatureState::Current:
        return SigningText::tr("Current");
    case SignatureState::Superseded:
        return SigningText::tr("Superseded by a later edit");
    case SignatureState::Gone:
        return SigningText::tr("The record was removed since");
    case SignatureState::Expunged:
        return SigningText::tr("Cannot be checked: a part of what was signed was removed for good");
    case SignatureState::Broken:
        break;
    }
    return SigningText::tr("Does not hold");
}

QString keyOf(SignatureState state)
{
    static const std::array keys{"current", "superseded", "gone", "expunged", "broken"};
    return QLatin1String(keys.at(static_cast<size_t>(state)));
}

/// The signer as of then. Who was removed and came back has another key since; that the one in the
/// text was theirs is for the history to prove.
std::optional<User> signerThen(const Signature &signature, const Snapshot &now)
{
    const User *signer = now.find(signature.signer);
    if (!signer)
        return std::nullopt;
    User then = *signer;
    const QString line = QStringLiteral("\nKey: ");
    const qsizetype at = signature.text.indexOf(line);
    if (at >= 0)
        then.publicKey = signature.text.mid(at + line.size()).section(u'\n', 0, 0);
    return then;
}

SignatureState stateOf(const Signature &signature, const Snapshot &now)
{
    const auto signer = signerThen(signature, now);
    if (!signer || !faultOf(signature, *signer, {}).isEmpty())
        return signature.text.contains(Erasure::mark()) ? SignatureState::Expunged
                                                        : SignatureState::Broken;
    const QByteArray digest = now.digestOf(signature.subject);
    if (digest.isEmpty())
        return SignatureState::Gone;
    return digest == signedDigest(signature) ? SignatureState::Current : SignatureState::Superseded;
}

QStringList changedSince(const Signature &signature, const Snapshot &now)
{
    const auto linesOf = [](const QString &text) {
        return QString(text).replace(QStringLiteral("\n  "), QStringLiteral(" ")).split(u'\n');
    };
    const QStringList signedLines =
        linesOf(signature.text.section(QStringLiteral("\n\n"), 1).trimmed());
    const QStringList nowLines = linesOf(contentLines(signature.subject, now).join(u'\n'));
    QStringList differences;
    for (const QString &line : signedLines) {
        if (!nowLines.contains(line))
            differences += SigningText::tr("Signed: %1").arg(line);
    }
    for (const QString &line : nowLines) {
        if (!signedLines.contains(line))
            differences += SigningText::tr("Now: %1").arg(line);
    }
    return differences;
}

bool isSignable(const RegisterType &type)
{
    return !type.isPart && (type.area || type.key == QLatin1String(Baseline::registerKey));
}

int standingCount(const Snapshot &now)
{
    int count = 0;
    for (const Signature &signature : now.rows<Signature>())
        count += stateOf(signature, now) == SignatureState::Current;
    return count;
}

std::vector<const Signature *> signaturesOf(const Snapshot &snapshot, const RecordRef &record)
{
    std::vector<const Signature *> found;
    for (const Signature *signature : snapshot.inOrder<Signature>()) {
        if (signature->subject == record)
            found.push_back(signature);
    }
    return found;
}

}
