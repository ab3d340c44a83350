// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/vaultprivate.h"

#include <QDir>
#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace safeguard {

namespace {

// Often enough that waiting for the disk at the end is short, and that a stop is heard at once.
constexpr uint32_t pagesPerStep = 256;
constexpr uint32_t pagesPerSync = 16 * pagesPerStep;

/// A copy is two passes over the pages: writing them, and reading them back.
class Passes final
{
public:
    Passes(uint32_t pages, const VaultProgress &progress)
        : m_pages(pages)
        , m_progress(progress)
    {}
    uint32_t pages() const { return m_pages; }
    /// Error: Cancelled.
    Status tell(uint32_t pass, uint32_t page) const
    {
        const bool isTime = page % pagesPerStep == 0 || page == m_pages;
        if (isTime && m_progress && !m_progress(pass * m_pages + page, 2 * m_pages))
            return failure(messages::stopped());
        return {};
    }

private:
    uint32_t m_pages;
    const VaultProgress &m_progress;
};

int64_t placeOf(uint32_t page)
{
    return int64_t(format::pagesStart) + int64_t(page - 1) * int64_t(format::pageSize);
}

/// Copies sealed pages as they are, authenticating each of them.
Status copyPages(RawFile &from, RawFile &to, PageCipher &check, const QString &target,
                 const Passes &passes)
{
    std::vector<uint8_t> page(format::pageSize);
    for (uint32_t number = 1; number <= passes.pages(); ++number) {
        int code = from.read(placeOf(number), page);
        if (code == SQLITE_OK)
            code = to.write(placeOf(number), page);
        if (code == SQLITE_OK && number % pagesPerSync == 0)
            code = to.sync();
        if (code != SQLITE_OK)
            return failure(messages::fromSqlite(code, target));
        if (!check.open({number}, page))
            return failure(messages::damagedPage(number));
        SG_TRY(passes.tell(0, number));
    }
    const int code = to.sync();
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, target));
}

/// So that reading gives what is on the medium, not what the system remembers of the writing. Of
/// no file that is open as a project: closing it here would drop its lock.
void forgetWhatWasWritten(const QString &path)
{
#ifdef Q_OS_LINUX
    const int fd = ::open(path.toUtf8().constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    ::close(fd);
#else
    Q_UNUSED(path)
#endif
}

Error notAsWritten(const QString &target)
{
    return {ErrorCode::Io,
            VaultText::tr("%1 was written, but reading it back gave something else. It was not "
                          "kept. The disk may be failing: choose another place.")
                .arg(QDir::toNativeSeparators(target))};
}

Status readBack(RawFile &copy, PageCipher &check, crypto::ByteView headerKey, const QString &target,
                const Passes &passes)
{
    HeaderPair pair;
    const bool isRead = pair.load(copy) == SQLITE_OK && pair.isPair();
    if (!isRead || !format::isAuthentic(pair.copy(0), headerKey))
        return failure(notAsWritten(target));
    std::vector<uint8_t> page(format::pageSize);
    for (uint32_t number = 1; number <= passes.pages(); ++number) {
        if (copy.read(placeOf(number), page) != SQLITE_OK || !check.open({number}, page))
            return failure(notAsWritten(target));
        SG_TRY(passes.tell(1, number));
    }
    return {};
}

std::unique_ptr<RawFile> openCopy(const Draft &draft, RawFile::Mode mode, int &code)
{
    return RawFile::open(draft.path().toStdString(), mode, code);
}

}

Status Vault::copyTo(const QString &path, const VaultProgress &progress) const
{
    if (!sqlite3_get_autocommit(d->db.get()))
        return failure(messages::notInTransaction());
    SG_TRY(checkIsFree(path));
    return catching([&]() -> Status {
        Draft draft(path);
        format::Header header = d->header;
        header.flags &= ~format::dirtyFlag;
        SG_TRY(Private::writeFirstHeader(draft, header, d->keys.data));
        uint32_t pages = 0;
        int code = d->vfs->pages().count(pages);
        auto copy = code == SQLITE_OK ? openCopy(draft, RawFile::Mode::ReadWrite, code) : nullptr;
        if (!copy)
            return failure(messages::fromSqlite(code, path));
        const Passes passes(pages, progress);
        PageCipher check(PageCipher::Domain::Main, d->keys.pages.view(), header.fileId);
        SG_TRY(copyPages(*d->file, *copy, check, path, passes));
        copy.reset();
        forgetWhatWasWritten(draft.path());
        copy = openCopy(draft, RawFile::Mode::ReadOnly, code);
        if (!copy)
            return failure(messages::fromSqlite(code, path));
        SG_TRY(readBack(*copy, check, d->keys.header.view(), path, passes));
        copy.reset();
        return draft.publish();
    });
}

Status Vault::compact()
{
    if (d->isReadOnly)
        return failure(messages::readOnly(d->path));
    // VACUUM attaches its own temporary database, in memory, past the authorizer.
    const int code = runTrusted(d->db.get(), "VACUUM");
    return code == SQLITE_OK ? Status() : failure(d->errorFor(code));
}

}
