// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/draft.h"

#include "model/base/atomicfile.h"
#include "model/base/base32.h"
#include "model/vault/crypto.h"
#include "model/vault/messages.h"

#include <filesystem>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace safeguard {

namespace {
const auto replacementMark = QStringLiteral(".renewed-");
constexpr int randomCharacters = 16;
}

Draft::Draft(const QString &path, Purpose purpose)
    : m_final(path)
{
    crypto::Block<10> random;
    crypto::systemRandom(random);
    m_path = path + (purpose == Purpose::NewFile ? QStringLiteral(".new-") : replacementMark) +
             toBase32(QByteArrayView(reinterpret_cast<const char *>(random.data()), 10));
}

Draft::~Draft()
{
    if (m_path.isEmpty())
        return;
    QFile::remove(m_path);
    QFile::remove(m_path + QStringLiteral("-journal"));
}

Status Draft::publish()
{
    SG_TRY(checkIsFree(m_final));
    if (!QFile::rename(m_path, m_final))
        return failure(messages::fromSqlite(SQLITE_IOERR, m_final));
    m_path.clear();
    syncFolderOf(m_final);
    return {};
}

Status Draft::replace()
{
    std::error_code failed;
    std::filesystem::rename(QFileInfo(m_path).filesystemFilePath(),
                            QFileInfo(m_final).filesystemFilePath(), failed);
    if (failed)
        return failure(messages::fromSqlite(SQLITE_IOERR, m_final));
    m_path.clear();
    syncFolderOf(m_final);
    return {};
}

void Draft::removeUnfinished(const QString &path)
{
    const QFileInfo file(path);
    const QString start = file.fileName() + replacementMark;
    const qsizetype length = start.size() + randomCharacters;
    for (const QString &name : file.dir().entryList(QDir::Files | QDir::Hidden)) {
        const bool isJournal =
            name.size() > length && QStringView(name).mid(length) == QLatin1String("-journal");
        if (name.startsWith(start) && (name.size() == length || isJournal))
            QFile::remove(file.dir().filePath(name));
    }
}

Status checkIsFree(const QString &path)
{
    const QString journal = path + QStringLiteral("-journal");
    if (!QFileInfo::exists(path)) {
        if (!QFileInfo::exists(journal))
            return {};
        // It would be taken for the new file's own and played back into it.
        return failure(
            ErrorCode::Refused,
            VaultText::tr("There is a file %1, left over from a project of that name that is gone. "
                          "Choose another name, or remove that file first.")
                .arg(QDir::toNativeSeparators(journal)));
    }
    return failure(ErrorCode::Refused, VaultText::tr("There is a file %1 already. Choose another "
                                                     "name, or remove it first.")
                                           .arg(QDir::toNativeSeparators(path)));
}

}
