// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/registerscreen.h"

namespace safeguard {

/// The register of agreements: what the rule wants in one is answered beside it.
class AgreementsScreen final : public RegisterScreen
{
    Q_OBJECT

public:
    explicit AgreementsScreen(Workspace &workspace, QWidget *parent = nullptr);
};

/// Vendors and customers, with the questionnaire, and agreements drafted from the map.
class CompaniesScreen final : public RegisterScreen
{
    Q_OBJECT

public:
    explicit CompaniesScreen(Workspace &workspace, QWidget *parent = nullptr);

public Q_SLOTS:
    /// For the company that is shown; asks where to, as PDF or text.
    void draft();
    /// The same, to a file: as text when it is called .txt.
    void draftTo(const QString &path);
};

}
