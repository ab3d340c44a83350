// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/registers.h"
#include "model/store/snapshot.h"
#include "tests/tools/testmain.h"

namespace safeguard::testing {

/// A few people and what is on record of them, in words, as training.txt and access.txt have many:
/// "person Anna start=2026-01-12", and what is expected. A line that cannot be read ends the test
/// program, with the line.
class Scene final
{
public:
    explicit Scene(QString title);

    void add(const QString &line);
    const QString &title() const { return m_title; }
    const Snapshot &content() const { return m_content; }
    template <class T>
    Id<T> id(const QString &handle) const
    {
        return Id<T>(named(QString::fromLatin1(T::registerKey), handle));
    }
    /// What a record is called here; empty for one that is not from here.
    QString handleOf(const AnyId &id) const { return m_handles.value(id); }

    struct Expectation
    {
        QString question;
        QStringList answers;
    };
    const std::vector<Expectation> &expectations() const { return m_expectations; }

    /// All of a file of this folder.
    static std::vector<Scene> read(const char *name);

private:
    AnyId named(const QString &registerKey, const QString &handle) const;
    void addRecord(const QString &registerKey, QStringList words);

    QString m_title;
    Snapshot m_content;
    QHash<AnyId, QString> m_handles;
    std::vector<Expectation> m_expectations;
};

}
