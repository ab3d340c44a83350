// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/draft.h"
#include "model/vault/library.h"
#include "model/vault/vaultprivate.h"

#include "model/base/atomicfile.h"

#include <filesystem>
#include <QDir>
#include <QFileInfo>

namespace safeguard {

namespace {

namespace fs = std::filesystem;

fs::path native(const QString &path)
{
    return QFileInfo(path).filesystemFilePath();
}

/// One file gets a second name before it loses the first one, so that it is never without a name.
class SetAside final
{
public:
    SetAside(const QString &from, const QString &to)
        : m_from(native(from))
        , m_to(native(to))
    {}
    bool begin()
    {
        std::error_code error;
        fs::create_hard_link(m_from, m_to, error);
        m_hasBegun = !error;
        return m_hasBegun;
    }
    /// Where the file system knows no second names.
    bool beginByCopy() { return m_hasBegun = fs::copy_file(m_from, m_to, m_ignored); }
    bool beginByRename()
    {
        std::error_code error;
        fs::rename(m_from, m_to, error);
        m_hasBegun = !error;
        return m_hasBegun;
    }
    /// Whoever looks for it under the first name finds nothing.
    bool leave()
    {
        fs::remove(m_from, m_ignored);
        return !fs::exists(m_from, m_ignored);
    }
    void takeBack()
    {
        if (!m_hasBegun)
            return;
        if (!fs::exists(m_from, m_ignored))
            fs::rename(m_to, m_from, m_ignored);
        else
            fs::remove(m_to, m_ignored);
    }

private:
    fs::path m_from;
    fs::path m_to;
    bool m_hasBegun = false;
    std::error_code m_ignored;
};

Error notReplaced(const QString &path)
{
    const QString name = QDir::toNativeSeparators(path);
    if (!QFileInfo(QFileInfo(path).absolutePath()).isWritable())
        return {ErrorCode::ReadOnly,
                VaultText::tr("%1 was not replaced, for its folder cannot be written. Everything "
                              "is as it was.")
                    .arg(name)};
    return {ErrorCode::Io,
            VaultText::tr("%1 was not replaced: the file system refused. Everything is as it was.")
                .arg(name)};
}

/// Nobody opens it while it is replaced; empty where it cannot even be read.
Result<std::unique_ptr<RawFile>> locked(const QString &path)
{
    int code = SQLITE_OK;
    auto file = RawFile::open(path.toStdString(), RawFile::Mode::ReadWrite, code);
    if (file && file->lock(true) == SQLITE_BUSY)
        return failure(messages::inUse(path));
    return file;
}

}

Status Vault::replace(const QString &path, const QString &by, const QString &aside,
                      const std::function<void(const char *)> &reached)
{
    SG_TRY(prepareSqlite());
    SG_TRY(checkIsFree(aside));
    const QString end = QStringLiteral("-journal");
    const auto at = [&](const char *step) {
        if (reached)
            reached(step);
    };
    const bool isThere = QFileInfo::exists(path);
    const bool isJournalThere = QFileInfo::exists(path + end);
    std::unique_ptr<RawFile> lock;
    if (isThere) {
        auto taken = locked(path);
        SG_TRY(taken);
        lock = *std::move(taken);
    }
    // A journal of the old file would be played back into the new one, which has the same keys; and
    // without its journal the old file is not whole. So both stand aside before either goes.
    SetAside file(path, aside);
    SetAside journal(path + end, aside + end);
    at("set the journal aside");
    bool isDone = !isJournalThere || journal.begin() || journal.beginByCopy();
    at("set the file aside");
    isDone = isDone && (!isThere || file.begin() || file.beginByRename());
    syncFolderOf(path);
    at("leave the file");
    isDone = isDone && (!isThere || !isJournalThere || file.leave());
    at("leave the journal");
    isDone = isDone && (!isJournalThere || journal.leave());
    at("take the place");
    std::error_code error;
    if (isDone)
        fs::rename(native(by), native(path), error);
    if (!isDone || error) {
        journal.takeBack();
        file.takeBack();
        return failure(notReplaced(path));
    }
    at("make it last");
    syncFolderOf(path);
    return {};
}

}
