// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/unlocklog.h"

#include "model/base/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace safeguard {

namespace {

struct UnlockText
{
    Q_DECLARE_TR_FUNCTIONS(UnlockLog)
};

constexpr qsizetype mostLines = 1000; ///< an attack by a machine does not fill the disk

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines;
    while (!file.atEnd() && lines.size() < mostLines)
        lines += file.readLine(1024).trimmed();
    return lines;
}

QString timeOf(const QByteArray &line)
{
    return QString::fromUtf8(line.left(line.indexOf('\t')));
}

}

UnlockLog::UnlockLog(QString folder, const Clock &clock)
    : m_folder(std::move(folder))
    , m_clock(&clock)
{}

UnlockLog UnlockLog::ofThisComputer(const Clock &clock)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return UnlockLog(data + QStringLiteral("/safeguard/unlocks"), clock);
}

QString UnlockLog::fileOf(const QByteArray &fileId) const
{
    return m_folder + u'/' + QString::fromLatin1(fileId.toHex());
}

void UnlockLog::failed(const QByteArray &fileId, const QString &user) const
{
    QList<QByteArray> lines = linesOf(fileOf(fileId));
    if (lines.size() >= mostLines)
        lines.removeAt(1); // the first one stays: since when
    QString name = user.left(64);
    name.replace(u'\t', u' ').replace(u'\n', u' ');
    lines += m_clock->now().toUTC().toString(Qt::ISODate).toUtf8() + '\t' + name.toUtf8();
    // What cannot be kept is not worth keeping somebody out who comes with the right passphrase.
    if (QDir().mkpath(m_folder))
        (void)writeAtomically(fileOf(fileId), lines.join('\n') + '\n');
}

QString UnlockLog::take(const QByteArray &fileId) const
{
    const QList<QByteArray> lines = linesOf(fileOf(fileId));
    if (lines.isEmpty() || !QFile::remove(fileOf(fileId)))
        return {};
    QStringList names;
    for (const QByteArray &line : lines)
        names += QString::fromUtf8(line.mid(line.indexOf('\t') + 1));
    names.removeDuplicates();
    names.removeAll(QString());
    const QString as = names.isEmpty()
                           ? UnlockText::tr("with a recovery key")
                           : UnlockText::tr("as %1").arg(names.join(QStringLiteral(", ")));
    const QString count = lines.size() < mostLines
                              ? UnlockText::tr("%n attempts to unlock failed on this computer",
                                               nullptr, static_cast<int>(lines.size()))
                              : UnlockText::tr("More than %n attempts to unlock failed on this "
                                               "computer",
                                               nullptr, static_cast<int>(mostLines));
    return UnlockText::tr("%1, %2, from %3 to %4")
        .arg(count, as, timeOf(lines.first()), timeOf(lines.last()));
}

}
