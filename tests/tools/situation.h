// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/registers.h"
#include "model/risk/answering.h"
#include "tests/tools/testmain.h"

namespace safeguard::testing {

/// A small map in words, as the files situations.txt have many: "system Gateway kind=gateway", and
/// what is expected of it.
class Situation final
{
public:
    explicit Situation(QString title);

    /// Reads a line. What it cannot read ends the test program, with the line.
    void add(const QString &line);
    Snapshot content() const { return m_edit.now(); }
    QString title() const { return m_title; }
    RecordRef named(const QString &name) const;

    struct Expectation
    {
        QString name;
        QStringList words; ///< of threats: their keys in the catalogue; "*" for all
        bool isAsked = true;
    };
    const std::vector<Expectation> &expectations() const { return m_expectations; }

    /// All of a file.
    static std::vector<Situation> read(const QString &path);

private:
    void addRecord(const QString &registerKey, const QStringList &words);

    QString m_title;
    Edit m_edit;
    QHash<QString, RecordRef> m_names;
    std::vector<Expectation> m_expectations;
};

AnyId situationProject();
/// The same with an analysis that was started.
Snapshot withAnalysis(const Snapshot &content, const QString &name);
/// The same with each cell that is not done answered: one in three does not apply.
Snapshot answered(const Snapshot &content);

}
