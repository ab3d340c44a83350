// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace safeguard {

struct Person;

/// What follows about a person: each open line of access, hours to revocation, training.
class PersonPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PersonPanel(Workspace &workspace, QWidget *parent = nullptr);
    /// Null: nothing is shown.
    void show(const AnyId &person);

public Q_SLOTS:
    /// Ends all that the person can still reach, from this moment on.
    void endAccess();

private:
    void refresh();
    void addLink(const QString &words, const Address &to);
    void addAccess(const Derived &derived, const Person &person);

    Workspace &m_workspace;
    AnyId m_person;
    QVBoxLayout *m_lines;
    QPushButton *m_end;
};

}
