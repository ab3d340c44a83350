// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/library.h"
#include "model/vault/survey.h"
#include "model/vault/vaultprivate.h"

#include <QFileInfo>

namespace safeguard {

namespace {

VerifyLine headerLine(size_t index, format::CopyState state, bool isRepaired)
{
    VerifyLine line;
    line.place =
        index == 0 ? VaultText::tr("Header, first copy") : VaultText::tr("Header, second copy");
    line.isSound = state == format::CopyState::Good;
    if (line.isSound)
        line.finding = VaultText::tr("Sound.");
    else if (state == format::CopyState::NewerVersion)
        line.finding = VaultText::tr("Written by a later version of the program.");
    else
        line.finding =
            isRepaired ? VaultText::tr("Was damaged; written anew from the other copy at opening.")
                       : VaultText::tr("Damaged.");
    return line;
}

void addPages(VerifyReport &report, const Survey &survey)
{
    report.pagesChecked = survey.pages;
    for (const uint32_t page : survey.damaged)
        report.lines.push_back({false, VaultText::tr("Page %1").arg(page),
                                VaultText::tr("Damaged, altered or missing.")});
    if (survey.damaged.empty())
        report.lines.push_back({true, VaultText::tr("Pages"),
                                VaultText::tr("All %1 are authentic.").arg(survey.pages)});
    if (!survey.tornLeaves.empty())
        report.lines.push_back(
            {true, VaultText::tr("Free pages"),
             VaultText::tr("%n unused page(s) torn by a power loss; they hold no data.", nullptr,
                           int(survey.tornLeaves.size()))});
    if (survey.surplus > 0)
        report.lines.push_back(
            {false, VaultText::tr("End of the file"),
             VaultText::tr("%1 pages that belong to nothing.").arg(survey.surplus)});
}

/// Which tables and indexes cannot be read as a whole.
void addAffected(VerifyReport &report, sqlite3 *db)
{
    std::vector<std::string> names;
    readColumn(db, "SELECT name FROM sqlite_schema WHERE rootpage > 0", names);
    for (const std::string &name : names) {
        char *sql = sqlite3_mprintf("SELECT count(*) FROM dbstat WHERE name=%Q", name.c_str());
        std::vector<std::string> ignored;
        if (sql && readColumn(db, sql, ignored) != SQLITE_OK)
            report.lines.push_back({false, QString::fromStdString(name),
                                    VaultText::tr("Damaged pages belong to this table.")});
        sqlite3_free(sql);
    }
}

void addStructure(VerifyReport &report, sqlite3 *db)
{
    std::vector<std::string> findings;
    const int code = readColumn(db, "PRAGMA integrity_check", findings);
    const bool isSound = code == SQLITE_OK && findings == std::vector<std::string>{"ok"};
    if (isSound)
        report.lines.push_back({true, VaultText::tr("Structure"), VaultText::tr("Sound.")});
    else if (code != SQLITE_OK)
        findings.emplace_back(sqlite3_errstr(code));
    for (size_t i = 0; !isSound && i < findings.size(); ++i)
        report.lines.push_back(
            {false, VaultText::tr("Structure"), QString::fromStdString(findings[i])});
}

Error surveyError(int code, const QString &path)
{
    if (code == SQLITE_INTERRUPT)
        return {ErrorCode::Cancelled,
                VaultText::tr("The verification was stopped. Nothing was changed.")};
    return messages::fromSqlite(code, path);
}

}

/// After a crash: mend what is legitimately torn, refuse what is not, and say that all is well.
Status Vault::Private::recover()
{
    Survey survey;
    if (const int code = takeSurvey(vfs->pages(), survey); code != SQLITE_OK)
        return failure(messages::fromSqlite(code, path));
    if (!survey.damaged.empty())
        return failure(messages::damagedPage(survey.damaged.front()));
    if (const int code = mend(vfs->pages(), *file, survey); code != SQLITE_OK)
        return failure(messages::fromSqlite(code, path));
    recovery.resealedPages = static_cast<int>(survey.tornLeaves.size());
    if (recovery.isJournalIncomplete) {
        std::vector<std::string> findings;
        const int code = readColumn(db.get(), "PRAGMA integrity_check(1)", findings);
        if (code != SQLITE_OK || findings != std::vector<std::string>{"ok"})
            return failure(messages::fromSqlite(SQLITE_CORRUPT, path));
    }
    header.flags &= ~format::dirtyFlag;
    vfs->rest();
    const int code = saveHeader();
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, path));
}

Result<VerifyReport> Vault::verify(const VaultProgress &progress) const
{
    return catching([&]() -> Result<VerifyReport> {
        VerifyReport report;
        for (size_t i = 0; i < 2; ++i)
            report.lines.push_back(headerLine(i, d->foundCopies[i], !d->isReadOnly));
        Survey survey;
        const int code = takeSurvey(d->vfs->pages(), survey, progress);
        if (code != SQLITE_OK)
            return failure(surveyError(code, d->path));
        addPages(report, survey);
        if (!survey.damaged.empty())
            addAffected(report, d->db.get());
        addStructure(report, d->db.get());
        return report;
    });
}

namespace {

/// The part of examine() that needs a key.
Status examinePages(RawFile &file, const format::Header &header, const Credentials &credentials,
                    const QString &path, const VaultProgress &progress, VerifyReport &report)
{
    auto unlocked = unlockBy(credentials)(header);
    SG_TRY(unlocked);
    const auto keys = keys::FileKeys::derive(std::move(unlocked->dataKey), header.fileId);
    crypto::RandomPool random;
    PageFile pages(file, keys.pages.view(), header.fileId, random);
    Survey survey;
    if (const int code = takeSurvey(pages, survey, progress); code != SQLITE_OK)
        return failure(surveyError(code, path));
    addPages(report, survey);
    return {};
}

}

Result<VerifyReport> Vault::examine(const QString &path, const Credentials *credentials,
                                    const VaultProgress &progress)
{
    SG_TRY(prepareSqlite());
    const auto real = realPath(path);
    SG_TRY(real);
    return catching([&]() -> Result<VerifyReport> {
        int code = SQLITE_OK;
        const auto file = RawFile::open(real->toStdString(), RawFile::Mode::ReadOnly, code);
        HeaderPair pair;
        if (file)
            code = file->lock(false);
        if (code == SQLITE_OK)
            code = pair.load(*file);
        if (code != SQLITE_OK)
            return failure(messages::fromSqlite(code, path));
        VerifyReport report;
        for (size_t i = 0; i < 2; ++i)
            report.lines.push_back(headerLine(i, pair.copy(i).state, false));
        if (QFileInfo(*real + QStringLiteral("-journal")).size() > 0)
            report.lines.push_back(
                {true, VaultText::tr("Journal"),
                 VaultText::tr("An unfinished change will be taken back when the project is "
                               "opened; until then pages may seem damaged.")});
        if (const auto current = pair.current(); current && credentials)
            SG_TRY(examinePages(*file, pair.copy(*current).header, *credentials, path, progress,
                                report));
        return report;
    });
}

}
