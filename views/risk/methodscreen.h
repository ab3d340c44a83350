// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

class QLabel;
class QVBoxLayout;

namespace safeguard {

/// How the organization analyses risks, and the way to each part of it: what is set up once and
/// seldom looked at again.
class MethodScreen final : public Screen
{
    Q_OBJECT

public:
    explicit MethodScreen(Workspace &workspace, QWidget *parent = nullptr);
    /// The registers that it leads to, in order.
    static const QStringList &registers();

private:
    void addPart(QVBoxLayout *layout, const RegisterType &type);
    void refresh();

    Workspace &m_workspace;
    QHash<QString, QLabel *> m_figures; ///< by register
};

}
