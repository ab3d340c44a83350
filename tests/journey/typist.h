// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"
#include "tests/tools/hands.h"

#include <QSet>

namespace safeguard::testing {

/// Enters records of one project into another one, field by field, as a person would who has the
/// first before them on paper.
class Typist final
{
public:
    /// \a now is asked for the project that is typed into.
    Typist(Hands &hands, Snapshot wanted, std::function<Snapshot()> now)
        : m_hands(hands)
        , m_wanted(std::move(wanted))
        , m_now(std::move(now))
    {}

    /// The record of \a type by its number, in the order of the numbers.
    std::vector<RecordPtr> wanted(const RegisterType &type) const;
    /// Into the form that shows record \a id now; the fields in \a later are left alone.
    void fillForm(const RegisterType &type, const AnyId &id, const Record &wanted,
                  const QSet<QString> &later = {});
    /// The value in words, the same in both projects.
    QString wordsOf(const Field &field, const Record &wanted) const;

    /// Of a closed list, by the arrow keys.
    void choose(QWidget *control, const QString &label);

private:
    void fillField(QWidget *editor, const Field &field, const QString &words);
    void tick(QWidget *editor, const QStringList &titles);

    Hands &m_hands;
    Snapshot m_wanted;
    std::function<Snapshot()> m_now;
};

/// The content in words, without ids and without where things are drawn: a line per record.
QStringList wordsOf(const Snapshot &snapshot);

}
