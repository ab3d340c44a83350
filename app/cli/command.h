// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/clock.h"
#include "model/findings/findings.h"
#include "model/project/project.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <QJsonArray>
#include <QJsonObject>
#include <QTextStream>

namespace safeguard::cli {

/// What the process ends with; a stable interface, see resources/help/cli.
enum ExitCode {
    Done = 0,
    AnswerIsNo = 1,
    WrongUsage = 2,
    CannotOpen = 3,
    CannotImport = 4,
    NotPermitted = 5,
    Refused = 6,
};

/// The real time for the history, and a day that the user may fix for what is derived.
class CliClock final : public Clock
{
public:
    QDateTime now() const override { return Clock::system().now(); }
    QDate today() const override { return m_today.isValid() ? m_today : Clock::system().today(); }
    void setToday(QDate today) { m_today = today; }
    /// By which what is written is dated: 00:00 UTC of the day that was fixed, else now.
    QDateTime writingTime() const
    {
        return m_today.isValid() ? m_today.startOfDay(Qt::UTC) : now();
    }

private:
    QDate m_today;
};

/// The options that every verb has, and how verbs speak.
struct Context
{
    std::string file;
    std::string user;
    std::string passphraseFile;
    int passphraseFd = -1;
    std::string recoveryKeyFile;
    std::string keyCost = "calibrated";
    std::string today;
    bool json = false;
    CliClock clock;
    int exitCode = Done;

    /// Opens the project; on failure says why and sets the exit code. \a access is for writing
    /// unless told otherwise; a file that cannot be written opens read-only for verbs that only
    /// read.
    std::unique_ptr<Project> open(Access access = Access::ReadOnly);
    /// For verbs that only read but tell the history what they did; a file that cannot be written
    /// is opened for reading.
    std::unique_ptr<Project> openToTell();
    /// From the option, or asked on the terminal. Empty, with a message, when there is none.
    std::optional<Secret> passphrase(const std::string &path, int fd, const QString &question);
    /// From the recovery key's file or, without one, with the passphrase of \c user.
    std::optional<Credentials> credentials();
    /// What guessing a new passphrase shall cost; measures the machine unless told not to.
    KdfCost newCost() const;
    int fail(int code, const QString &text);
    /// Refused, or what else the error's code stands for.
    int fail(const Error &error);
    void print(const QString &text);
    void print(const QJsonValue &value);
    /// The register, or null with a message and the exit code set.
    const RegisterType *registerType(const std::string &key, const Registers &registers);
    /// The record, by id, number or unique name; null with a message and the exit code set. Without
    /// a register, which has been told then, just null.
    RecordRef record(const Project &project, const RegisterType *type, const QString &name);

private:
    /// In the first way that the file allows.
    std::unique_ptr<Project> openBy(std::initializer_list<Access> ways);
};

inline QString text(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The text of \c --help of a verb, from resources/help/cli; the manual page has the same.
QString helpText(const QString &verb);
/// All verbs as a manual page (man 1) in troff.
QString manualPage();

/// 1 to 4; null where it is not classified or retired.
QJsonValue tierToJson(Standing standing);

/// Columns aligned with spaces, for a terminal.
QString alignedTable(const QStringList &heading, const QList<QStringList> &rows);

/// Whether each of the pairs is FIELD=VALUE with a field of the register; otherwise says which do
/// and sets the exit code.
bool areFieldValues(Context &context, const RegisterType &type,
                    const std::vector<std::string> &values);
/// Sets such pairs on a record. Errors: InvalidInput.
Status assign(const RegisterType &type, Record &record, const std::vector<std::string> &values,
              const Snapshot &now);
/// What the program fills in is not set by hand. Error: Refused.
Status checkGiven(const RegisterType &type, const Record &before, const Record &after);

// One per verb: adds the subcommand with its options; running it sets context.exitCode.
void addNew(CLI::App &app, Context &context);
void addInfo(CLI::App &app, Context &context);
void addList(CLI::App &app, Context &context);
void addShow(CLI::App &app, Context &context);
void addEdits(CLI::App &app, Context &context);
void addImport(CLI::App &app, Context &context);
void addExport(CLI::App &app, Context &context);
void addCheck(CLI::App &app, Context &context);
void addDerive(CLI::App &app, Context &context);
void addHistory(CLI::App &app, Context &context);
void addUndo(CLI::App &app, Context &context);
void addUser(CLI::App &app, Context &context);
void addSign(CLI::App &app, Context &context);
void addComment(CLI::App &app, Context &context);
void addBaseline(CLI::App &app, Context &context);
void addExpunge(CLI::App &app, Context &context);
void addAttach(CLI::App &app, Context &context);
void addVerify(CLI::App &app, Context &context);
void addReceipt(CLI::App &app, Context &context);
void addBackup(CLI::App &app, Context &context);
void addRestore(CLI::App &app, Context &context);
void addAnalysis(CLI::App &app, Context &context);

/// UTC, ISO 8601.
inline QString isoTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

/// The file of a piece of evidence to \a out.
void exportEvidence(Context &context, const QString &name, const QString &out);

/// `derive FILE access` and `derive FILE training`.
QJsonObject accessToJson(const Workforce &workforce);
void printAccess(Context &context, const Workforce &workforce);
QJsonObject trainingToJson(const TrainingPlan &plan);
void printTraining(Context &context, const TrainingPlan &plan);

/// The option for what a new passphrase costs, see Context::newCost().
void addKeyCost(CLI::App &verb, Context &context);
/// Adds a subcommand whose help comes from resources and whose first argument is the project file.
CLI::App *addVerb(CLI::App &app, Context &context, const std::string &name);

}
