// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/registerscreen.h"

namespace safeguard {

/// The register of evidence with the files behind it. Files dropped on it are added.
class EvidenceScreen final : public RegisterScreen
{
    Q_OBJECT

public:
    explicit EvidenceScreen(Workspace &workspace, QWidget *parent = nullptr);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

}
