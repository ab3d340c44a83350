// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"
#include "model/risk/risk.h"

#include <map>

namespace safeguard {

/// Who answered a risk and when, looked up in the history behind the screen.
class AnswerHistory final : public QObject
{
    Q_OBJECT

public:
    struct Answered
    {
        Id<User> user;
        QDateTime time; ///< UTC
    };

    explicit AnswerHistory(Project &project, QObject *parent = nullptr);
    /// The last time that the risk was touched up to the entry \a last; 0: up to now. Nothing while
    /// it is being looked up, found() comes then, and where it lies too far back.
    std::optional<Answered> find(const Id<Risk> &risk, qint64 last);

Q_SIGNALS:
    void found();

private:
    struct Read
    {
        qint64 to = 0; ///< older entries are not read yet
        qint64 end = 0;
        std::map<AnyId, Answered> latest;
        std::map<AnyId, int> undone; ///< edits further back that were taken back
        std::map<AnyId, int> redone; ///< undos further back that were
    };
    void readOn(qint64 last);
    static void read(Read &read, const HistoryLine &line);
    void take(qint64 last, const Result<std::vector<HistoryLine>> &lines);

    Project &m_project;
    std::map<qint64, Read> m_read; ///< by the entry from which it was read back
    Id<Risk> m_wanted;
    qint64 m_wantedLast = 0;
    bool m_isReading = false;
};

}
