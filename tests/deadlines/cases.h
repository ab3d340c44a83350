// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/breach.h"
#include "model/deadlines/deadlines.h"
#include "model/project/edit.h"

namespace safeguard::testing {

/// A case of tests/deadlines/cases.txt: what is on record, and what is due.
class DeadlineCase final
{
public:
    explicit DeadlineCase(QString title);

    /// Reads a line. What it cannot read ends the test program, with the line.
    void add(const QString &line);
    QString title() const { return m_title; }
    Snapshot content() const;
    std::vector<Deadline> deadlines() const;

    /// "DL-BAA-TERM A 2027-02-28", sorted: what is due, without what follows from a rule that is
    /// left out.
    QStringList actual(const QString &withoutRule = {}) const;
    QStringList expected() const { return m_expected; }

    /// All of the file.
    static const std::vector<DeadlineCase> &all();

private:
    struct Start
    {
        QString rule;
        QDate day;
        std::optional<QDate> until;
        std::optional<int> months;
    };
    void addRecord(const QString &registerKey, const QStringList &words);
    void addAnalysis(const QStringList &words);
    void addBreach(const QStringList &words);
    void addStart(const QStringList &words);
    void addDuty(const QStringList &words);
    QString nameOf(const AnyId &id) const { return m_names.value(id); }
    QDate dueOf(const Start &start) const;

    QString m_title;
    QDate m_today{2026, 11, 21};
    bool m_withProposal = false;
    Edit m_edit;
    QHash<AnyId, QString> m_names;
    std::vector<BreachFacts> m_breaches;
    std::vector<Start> m_starts;
    std::vector<TrainingDuty> m_duties;
    QStringList m_expected;
};

}
