// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

class QVBoxLayout;

namespace safeguard {

/// What is derived about one system or flow: its tier and encryption as badges, the key facts, why
/// the tier is what it is, and what was found about it.
class ElementPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ElementPanel(Workspace &workspace, QWidget *parent = nullptr);
    void show(const QString &registerKey, const AnyId &id);

Q_SIGNALS:
    /// A line names another record.
    void asked(const QString &registerKey, const safeguard::AnyId &id);
    /// The fix of a finding begins in this field of the record shown.
    void fieldAsked(const QString &field);

private:
    struct Fact
    {
        QString name;
        QString value;
    };
    void addBadges(const Derived &derived);
    void addFacts(const std::vector<Fact> &facts);
    void addWhy(const Derived &derived);
    void addFindings(const Derived &derived);
    void addHeading(const QString &text);
    std::vector<Fact> systemFacts(const Derived &derived) const;
    std::vector<Fact> flowFacts(const Derived &derived) const;
    Standing standingIn(const Derived &derived) const;

    Workspace &m_workspace;
    QVBoxLayout *m_layout;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_lines = nullptr;
    QString m_register;
    AnyId m_id;
};

}
